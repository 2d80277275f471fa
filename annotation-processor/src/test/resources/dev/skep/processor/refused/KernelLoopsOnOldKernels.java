import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.6")
final class KernelLoopsOnOldKernels {
    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @Xdp
    static int program(XdpContext context) {
        int count = 0;
        for (Task task : Kernel.tasks(Task.class)) count++;
//                                   ^ SKEP3016 `bpf_iter_task_new` needs kernel 6.7, the object must load on 6.6
        return count;
    }
}
