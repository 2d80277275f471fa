import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.2")
final class KptrsUntrustedMayBeNull {
    @Struct
    static final class State {
        int number;
    }

    @KernelType("task_struct")
    static final class Task {
        int pid;
    }

    @Struct
    static final class Noted {
        KptrUntrusted<Task> task;
    }

    static final BpfArray<Noted> noted = BpfArray.of(1);

    @Syscall
    static int unchecked(State state) {
        var value = noted.lookup(0);
        if (value == null) return 1;
        state.number = value.task.value().pid;
//                                     ^ SKEP3002 `value.task.value()` may be null here: it was read in line 26
        return 0;
    }
}
