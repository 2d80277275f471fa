package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelType;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;
import dev.skep.lang.Unsigned;

/**
 * Finds the processes that a process descends from. Programs that may sleep look at tasks in a section where RCU keeps them; the section ends
 * with its {@code try}.
 */
@Bpf(license = "GPL", minKernel = "6.10")
final class ProcessTree {
    private static final int MAX_DEPTH = 16;

    @KernelType("task_struct")
    static final class Task {
        int tgid;
        Task realParent;
    }

    @Struct
    static final class Answer {
        int depth;

        @Unsigned
        int cpu;
    }

    /** The processes, from the one that asks up. */
    static final int[] pids = new int[MAX_DEPTH];

    private ProcessTree() {}

    @Syscall
    @SuppressWarnings("try") // sections are there for their ends
    static int climb(Answer answer) {
        try (var rcu = Kernel.rcuReadLock()) {
            var task = Kernel.currentTaskBtf(Task.class).realParent;
            for (int i = 0; i < MAX_DEPTH && task.tgid != 0; i++) {
                pids[i] = task.tgid;
                answer.depth++;
                task = task.realParent;
            }
        }
        try (var alone = Kernel.preemptDisable()) {
            answer.cpu = Kernel.smpProcessorId(); // as long as nothing else can run here, it is true
        }
        return 0;
    }
}
