package dev.skep.bench.programs;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.Config;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelType;
import dev.skep.lang.Length;
import dev.skep.lang.Name;
import dev.skep.lang.RawTracepoint;
import dev.skep.lang.RawTracepointContext;
import dev.skep.lang.Struct;
import dev.skep.lang.U32;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/** How long tasks wait for a CPU once they could run: a histogram for each process, in powers of two. */
@Bpf(license = "GPL", minKernel = "6.6")
final class Runqlat {
    private static final int SLOTS = 27;

    @KernelType("task_struct")
    static final class Task {
        @Unsigned
        int pid;

        @Unsigned
        int tgid;

        /** 0 while the task could run. */
        @Name("__state")
        @Unsigned
        int state;
    }

    @Struct
    @Name("hist")
    static final class Histogram {
        @Length(SLOTS)
        U32[] slots;
    }

    /** When a thread became ready to run. */
    @Name("start")
    static final BpfHashMap<@Unsigned Integer, U64> ready = BpfHashMap.of(10240);

    static final BpfHashMap<@Unsigned Integer, Histogram> hists = BpfHashMap.of(1024);

    /** The process to watch; 0 for all. */
    @Config
    @Unsigned
    @Name("targ_tgid")
    static int process = 0;

    /** Whether slots count milliseconds, not microseconds. */
    @Config
    @Name("targ_ms")
    static boolean milliseconds = false;

    private Runqlat() {}

    @RawTracepoint("sched_wakeup")
    @Name("rq_wakeup")
    static int onWakeup(RawTracepointContext context) {
        enqueue(context.arg(0, Task.class));
        return 0;
    }

    @RawTracepoint("sched_switch")
    @Name("rq_switch")
    static int onSwitch(RawTracepointContext context) {
        var previous = context.arg(1, Task.class);
        if (previous.state == 0) enqueue(previous);

        var next = context.arg(2, Task.class);
        @Unsigned int pid = next.pid;
        var start = ready.lookup(pid);
        if (start == null) return 0;
        long waited = Kernel.ktimeNs() - start.value;
        if (waited >= 0) {
            var histogram = hists.lookupOrInsert(next.tgid);
            if (histogram != null) histogram.slots[slot(waited)].add(1);
        }
        ready.delete(pid);
        return 0;
    }

    private static void enqueue(Task task) {
        @Unsigned int tgid = task.tgid;
        @Unsigned int pid = task.pid;
        if (pid == 0) return;
        if (process != 0 && process != tgid) return;
        ready.update(pid, U64.of(Kernel.ktimeNs()));
    }

    /** The logarithm of the time, base two, or the last slot. */
    private static int slot(@Unsigned long waited) {
        @Unsigned long units = milliseconds ? waited / 1_000_000 : waited / 1_000;
        if (units >= 1 << (SLOTS - 1)) return SLOTS - 1;
        int rest = (int) units;
        int slot = 0;
        if (rest >= 1 << 16) {
            rest >>= 16;
            slot = 16;
        }
        if (rest >= 1 << 8) {
            rest >>= 8;
            slot += 8;
        }
        if (rest >= 1 << 4) {
            rest >>= 4;
            slot += 4;
        }
        if (rest >= 1 << 2) {
            rest >>= 2;
            slot += 2;
        }
        if (rest >= 1 << 1) slot += 1;
        return Math.min(slot, SLOTS - 1);
    }
}
