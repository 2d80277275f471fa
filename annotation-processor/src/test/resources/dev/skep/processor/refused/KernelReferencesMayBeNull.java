import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.17")
final class KernelReferencesMayBeNull {
    @Struct
    static final class State {
        int number;
    }

    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @Syscall
    static int unchecked(State state) {
        try (var held = Kfuncs.taskFromPid(1, Task.class)) {
            return held.value().pid;
//                 ^ SKEP3002 `held` may be null here: `bpf_task_from_pid` returned it in line 17
        }
    }

    @Syscall
    static int after(State state) {
        try (var held = Kfuncs.taskFromPid(1, Task.class)) {
            if (held == null) return 1;
            var task = held.value();
            if (task.pid > 1) held.close();
            return task.pid;
//                 ^ SKEP3002 `task` may be null here: one path leaves it null in line 28
        }
    }

    @Syscall
    static int eitherWay(State state) {
        try (var held = Kfuncs.taskFromPid(1, Task.class)) {
            if (held == null) return 1;
            if (state.number > 1) held.close();
            held.close();
//          ^ SKEP3002 `held` may be null here: one path leaves it null in line 38
        }
        return 0;
    }
}
