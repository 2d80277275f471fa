package dev.skep.samples.tools;

import static dev.skep.samples.tools.Histograms.SLOTS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.BtfTracepoint;
import dev.skep.lang.Core;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelType;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/** How long threads wait for a CPU once they could run: a histogram in powers of two of microseconds. */
@Bpf(license = "GPL")
@KernelTypes
final class RunqLatency {
    private static final int RUNNING = 0;

    /** As it was until kernel 5.13. */
    @KernelType("task_struct___until513")
    static final class OldTask {
        long state;
    }

    /** When a thread became ready to run. */
    static final BpfHashMap<@Unsigned Integer, U64> ready = BpfHashMap.of(10_240);

    static final BpfPerCpuArray<U64> slots = BpfPerCpuArray.of(SLOTS);

    private RunqLatency() {}

    @BtfTracepoint("sched_wakeup")
    static int wakeup(task_struct task) {
        waits(task.pid);
        return 0;
    }

    @BtfTracepoint("sched_wakeup_new")
    static int wakeupNew(task_struct task) {
        waits(task.pid);
        return 0;
    }

    @BtfTracepoint("sched_switch")
    static int runs(boolean preempt, task_struct previous, task_struct next) {
        if (state(previous) == RUNNING) waits(previous.pid);
        @Unsigned int pid = next.pid;
        var since = ready.lookup(pid);
        if (since == null) return 0;
        @Unsigned long waited = Kernel.ktimeNs() - since.value;
        ready.delete(pid);
        var count = slots.lookup(Histograms.slot(waited / 1000));
        if (count != null) count.value++;
        return 0;
    }

    private static long state(task_struct task) {
        return Core.exists(task.__state) ? task.__state : Core.as(task, OldTask.class).state;
    }

    private static void waits(@Unsigned int pid) {
        if (pid != 0) ready.update(pid, U64.of(Kernel.ktimeNs()));
    }
}
