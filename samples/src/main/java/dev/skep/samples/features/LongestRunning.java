package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.Embedded;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelType;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;
import dev.skep.lang.Unsigned;

/**
 * Finds the process whose first thread has run longest, among all that there are: a {@code for} loop over the kernel's own list, which is let go
 * of however the loop is left. The list stays as it is in a section of RCU.
 */
@Bpf(license = "GPL", minKernel = "6.7")
final class LongestRunning {
    @KernelType("task_struct")
    static final class Task {
        int tgid;

        @Embedded
        Schedule se;
    }

    @KernelType("sched_entity")
    static final class Schedule {
        @Unsigned
        long sumExecRuntime;
    }

    @Struct
    static final class Answer {
        int processes;
        int pid;

        @Unsigned
        long nanoseconds;
    }

    private LongestRunning() {}

    @Syscall
    @SuppressWarnings("try") // sections are there for their ends
    static int find(Answer answer) {
        try (var rcu = Kernel.rcuReadLock()) {
            for (Task task : Kernel.tasks(Task.class)) {
                answer.processes++;
                if (task.se.sumExecRuntime <= answer.nanoseconds) continue;
                answer.pid = task.tgid;
                answer.nanoseconds = task.se.sumExecRuntime;
            }
        }
        return 0;
    }
}
