import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.2")
final class KptrsUntrusted {
    @Struct
    static final class State {
        int number;
    }

    @KernelType("task_struct")
    static final class Task {
        int pid;
        Task realParent;
    }

    @KernelType("task_struct___old")
    static final class OldTask {
        int pid;
    }

    @Struct
    static final class Noted {
        KptrUntrusted<Task> task;
        int number;
    }

    @Struct
    static final class Old {
        KptrUntrusted<OldTask> task;
//                             ^ SKEP2015 the kernel knows no struct of the name of a `OldTask`
    }

    static final BpfArray<Noted> noted = BpfArray.of(1);
    static final BpfPerCpuArray<Noted> perCpu = BpfPerCpuArray.of(1);
//                                     ^ SKEP3016 a `KptrUntrusted` needs kernel 6.4, the object must load on 6.2
    static final BpfQueue<Noted> queue = BpfQueue.of(8);
//                               ^ SKEP2015 `task`, a `KptrUntrusted`, is in values of a `BpfQueue`, which may have none
    static final BpfArray<Old> old = BpfArray.of(1);
    static final Noted global = new Noted();
//                     ^ SKEP2015 `global` has what the kernel keeps in values of maps

    @Kprobe("do_exit")
    static int probed(PtRegs registers) {
        var value = noted.lookup(0);
        if (value == null) return 1;
        var task = registers.arg(0, Task.class);
        value.task.set(task);
//                     ^ SKEP3049 `task` is no object that the verifier knows
        return 0;
    }

    @Syscall
    static int acquired(State state) {
        var value = noted.lookup(0);
        if (value == null) return 1;
        var task = value.task.value();
        if (task == null) return 2;
        try (var held = Kfuncs.taskAcquire(task)) {
//                                         ^ SKEP3042 `bpf_task_acquire` takes pointers only that the verifier trusts, and not `task`
            return held == null ? 3 : 0;
        }
    }

    @Syscall
    static int copied(State state) {
        var noted = new Noted();
        noted.task.set(null);
//           ^ SKEP2015 `noted.task` is not known to lie in the value of a map here
        return 0;
    }
}
