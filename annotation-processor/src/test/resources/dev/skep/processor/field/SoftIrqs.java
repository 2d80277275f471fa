import dev.skep.lang.*;

/** Time in soft interrupts: totals or histograms for each kind. */
@Bpf(license = "GPL", minKernel = "5.10")
@KernelTypes
final class SoftIrqs {
    static final int NR = Vec.NR_SOFTIRQS.ordinal();
    enum Vec { HI, TIMER, NET_TX, NET_RX, BLOCK, IRQ_POLL, TASKLET, SCHED, HRTIMER, RCU, NR_SOFTIRQS }

    static final int SLOTS = 20;

    @Struct static final class Hist { @Length(SLOTS) @Unsigned int[] slots; }

    @Config static boolean targDist, targNs;

    static final BpfPerCpuArray<U64> start = BpfPerCpuArray.of(1);
    static final @Unsigned long[] counts = new long[11];
    static final @Unsigned long[] time = new long[11];
    static final Hist[] hists = new Hist[11];

    private SoftIrqs() {}

    @BtfTracepoint("softirq_entry")
    static int entry(@Unsigned int vec) {
        var s = start.lookup(0);
        if (s != null) s.value = Kernel.ktimeNs();
        return 0;
    }

    @BtfTracepoint("softirq_exit")
    static int exit(@Unsigned int vec) {
        if (vec >= NR) return 0;
        var s = start.lookup(0);
        if (s == null || s.value == 0) return 0;
        @Unsigned long delta = Kernel.ktimeNs() - s.value;
        if (!targNs) delta /= 1000;
        if (!targDist) {
            Atomic.add(counts[vec], 1L);
            Atomic.add(time[vec], delta);
        } else {
            Hist hist = hists[vec];
            int slot = Math.min(64 - Long.numberOfLeadingZeros(delta), SLOTS - 1);
            Atomic.add(hist.slots[slot], 1);
        }
        return 0;
    }
}
