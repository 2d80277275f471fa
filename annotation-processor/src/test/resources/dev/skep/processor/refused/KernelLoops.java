import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.7")
final class KernelLoops {
    @KernelType("task_struct")
    static final class Task {
        int pid;
        Task real_parent;
    }

    @KernelType("file")
    static final class File {
        int f_flags;
    }

    @KernelType("vm_area_struct")
    static final class Area {
        @Unsigned long vm_start;
    }

    @Struct
    static final class Most {
        int pid;
    }

    static int count;

    @Syscall
    static int sleeps(Most most) {
        for (Task task : Kernel.tasks(Task.class)) count++;
//                                   ^ SKEP3039 `Kernel.tasks(Task.class)` in a program that may sleep is outside of any RCU section
        try (var rcu = Kernel.rcuReadLock()) {
            count++;
        }
        for (Task task : Kernel.threadsOf(Kernel.currentTaskBtf(Task.class))) count++;
//                                       ^ SKEP3039 `Kernel.threadsOf(Kernel.currentTaskBtf(Task.class))` in a program that may sleep is outside of any RCU section
        return 0;
    }

    @Xdp
    static int types(XdpContext context) {
        for (File file : Kernel.tasks(File.class)) count++;
//                                        ^ SKEP2003 `File` stands for `file`, and this is a `task_struct`
        for (Area area : Kernel.taskVmas(context, Area.class, 0)) count++;
//                                       ^ SKEP2003 `context` is no `task_struct`
        for (Task task : Kernel.tasks(Task.class))
            for (Task thread : Kernel.threadsOf(task)) count++;
//                                              ^ SKEP3042 `task` may go away while the loop goes through it
        for (Area area : Kernel.taskVmas(Kernel.currentTask(Task.class), Area.class, 0)) count++;
//                                                         ^ SKEP3042 `Kernel.currentTask(Task.class)` may go away while the loop goes through it
        var tasks = Kernel.tasks(Task.class);
//                              ^ SKEP2003 `Kernel.tasks(Task.class)` is nothing that can be kept
        return 0;
    }
}
