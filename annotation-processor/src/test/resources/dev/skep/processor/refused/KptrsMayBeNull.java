import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.17")
final class KptrsMayBeNull {
    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @Struct
    static final class Kept {
        Kptr<Task> task;
    }

    static final BpfArray<Kept> kept = BpfArray.of(1);

    @Tc
    static int read(SkBuff skb) {
        var value = kept.lookup(0);
        if (value == null) return 1;
        return value.task.value().pid;
//                             ^ SKEP3002 `value.task.value()` may be null here: it was read in line 21
    }

    @Tc
    static int exchanged(SkBuff skb) {
        var value = kept.lookup(0);
        if (value == null) return 1;
        try (var held = Kfuncs.taskFromPid(1, Task.class); var before = value.task.exchange(held)) {
//                                                                                          ^ SKEP3002 `held` may be null here: `bpf_task_from_pid` returned it in line 29
            return before.value().pid;
//                 ^ SKEP3002 `before` may be null here: `bpf_kptr_xchg` returned it in line 29
        }
    }
}
