import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.17")
final class Kptrs {
    @Struct
    static final class State {
        int number;
    }

    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @KernelType("file")
    static final class OpenFile {
        @Unsigned int fFlags;
    }

    @Struct
    static final class Kept {
        Kptr<Task> task;
        int number;
    }

    @Struct
    static final class Files {
        Kptr<OpenFile> file;
//                     ^ SKEP2015 the kernel keeps no pointer to a `OpenFile` in values of maps
    }

    static final BpfArray<Kept> kept = BpfArray.of(1);
    static final BpfArray<Files> files = BpfArray.of(1);
    static final Kept global = new Kept();
//                    ^ SKEP2015 `global` has what the kernel keeps in values of maps

    @Syscall
    static int lost(State state) {
        var value = kept.lookup(0);
        if (value == null) return 1;
        value.task.exchange(null);
//                         ^ SKEP3014 `value.task.exchange(null)` is not the resource of a `try`
        return 0;
    }

    @Syscall
    static int twice(State state) {
        var value = kept.lookup(0);
        if (value == null) return 1;
        try (var held = Kfuncs.taskFromPid(1, Task.class)) {
            if (held == null) return 2;
            try (var before = value.task.exchange(held)) {
                state.number = held.value().pid;
//                             ^ SKEP3015 `held` is null or released here
            }
            try (var again = value.task.exchange(held)) {
                return 0;
            }
        }
    }

    @Syscall
    static int asleep(State state) {
        var value = kept.lookup(0);
        if (value == null) return 1;
        var task = value.task.value();
//                                 ^ SKEP3039 `value.task.value()` is read where RCU does not keep it
        return task == null ? 0 : task.pid;
    }

    @Syscall
    static int overwritten(State state) {
        var copy = new Kept();
        try (var rcu = Kernel.rcuReadLock()) {
            var task = copy.task.value();
//                         ^ SKEP2015 `copy.task` is not known to lie in the value of a map here
            return task == null ? 0 : task.pid;
        }
    }
}
