package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.Core;
import dev.skep.lang.Embedded;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelType;
import dev.skep.lang.Length;
import dev.skep.lang.Name;
import dev.skep.lang.RawTracepoint;
import dev.skep.lang.RawTracepointContext;
import dev.skep.lang.Unsigned;

/**
 * Tells who called, who started that, how long it ran and more, by fields of the kernel's own structs. The loader finds the fields wherever the
 * kernel that runs has them, and says which it has (CO-RE); what cannot be read is 0.
 */
@Bpf(license = "GPL")
final class TaskFacts {
    @KernelType("task_struct")
    static final class Task {
        int tgid;
        Task realParent;
        Signal signal;

        @Length(16)
        byte[] comm;

        @Embedded
        Schedule se;

        /** Since kernel 5.14. */
        @Name("__state")
        int state;

        /** Before it. */
        @Name("state")
        long formerState;
    }

    @KernelType("signal_struct")
    static final class Signal {
        int nrThreads;
    }

    @KernelType("sched_entity")
    static final class Schedule {
        @Unsigned
        long sumExecRuntime;
    }

    static int pid;
    static int parent;
    static int threads;
    static char initial;
    static @Unsigned long nanoseconds;

    /** 0 when it runs. */
    static int state = -1;

    private TaskFacts() {}

    @RawTracepoint("sched_process_exec")
    static int onExec(RawTracepointContext context) {
        var task = Kernel.currentTask(Task.class);
        pid = task.tgid;
        parent = task.realParent.tgid;
        threads = task.signal.nrThreads;
        initial = (char) task.comm[0];
        nanoseconds = task.se.sumExecRuntime;
        state = Core.exists(task.state) ? task.state : (int) task.formerState;
        return 0;
    }
}
