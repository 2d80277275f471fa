package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelType;
import dev.skep.lang.Kfuncs;
import dev.skep.lang.Kptr;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;

/**
 * Keeps a process in a map from one run to the next ones, which tell whether it has ended, even when its pid is given to another one. The
 * kernel lets go of it when the map goes away.
 */
@Bpf(license = "GPL", minKernel = "6.12")
final class ProcessWatch {
    @KernelType("task_struct")
    static final class Task {
        int tgid;

        /** 0 for one that runs or sleeps. */
        int exitState;
    }

    @Struct
    static final class Watch {
        Kptr<Task> process;
    }

    @Struct
    static final class Question {
        int pid;
        boolean ended;
    }

    static final BpfArray<Watch> watches = BpfArray.of(1);

    private ProcessWatch() {}

    /** Watches a process from now on, and no longer the one before, whose pid is the answer. */
    @Syscall
    static int watch(Question question) {
        var watch = watches.lookup(0);
        if (watch == null) return 1;
        try (var held = Kfuncs.taskFromPid(question.pid, Task.class)) {
            if (held == null) return 2;
            try (var before = watch.process.exchange(held)) {
                question.pid = before == null ? 0 : before.value().tgid;
            }
        }
        return 0;
    }

    @Syscall
    @SuppressWarnings("try") // the section is there for its end
    static int look(Question question) {
        var watch = watches.lookup(0);
        if (watch == null) return 1;
        try (var rcu = Kernel.rcuReadLock()) {
            var process = watch.process.value();
            if (process == null) return 2;
            question.pid = process.tgid;
            question.ended = process.exitState != 0;
        }
        return 0;
    }
}
