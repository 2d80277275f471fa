import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.14")
final class SleepingHelpers {
    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @Struct
    static final class Request {
        long address;
    }

    static final byte[] bytes = new byte[8];

    @BtfTracepoint("task_rename")
    static int renamed(Task task) {
        Kernel.copyFromUserTask(bytes, 0, task, 0);
//                             ^ SKEP3023 `bpf_copy_from_user_task` may sleep, which nothing may here
        return 0;
    }

    @Syscall
    static int program(Request request) {
        long address = request.address;
        try (var rcu = Kernel.rcuReadLock()) {
            Kernel.copyFromUser(bytes, address);
//                             ^ SKEP3023 `bpf_copy_from_user` may sleep, which nothing may here
        }
        try (var irq = Kernel.localIrqSave()) {
            Kernel.copyFromUser(bytes, address);
//                             ^ SKEP3023 `bpf_copy_from_user` may sleep, which nothing may here
        }
        return (int) Kernel.copyFromUser(bytes, address);
    }
}
