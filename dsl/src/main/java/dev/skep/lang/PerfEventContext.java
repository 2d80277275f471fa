package dev.skep.lang;

/** What a perf event has met: {@code struct bpf_perf_event_data}. Kernel 4.9. */
@KernelContext("bpf_perf_event_data")
public final class PerfEventContext {
    private PerfEventContext() {}

    /** Returns the registers of the machine. */
    public PtRegs regs() {
        throw KernelOnly.here();
    }

    /** Returns how much was counted since the last time. */
    public @Unsigned long samplePeriod() {
        throw KernelOnly.here();
    }

    /** Returns the address that the event is about, or 0. Kernel 4.17. */
    public @Unsigned long addr() {
        throw KernelOnly.here();
    }

    /**
     * Tells the counter of the event and returns 0 or a negative error: {@code bpf_perf_prog_read_value}. For the GPL only. Kernel 4.15.
     */
    @CallsHelper("bpf_perf_prog_read_value")
    public long readValue(@WithSize BpfPerfEventValue value) {
        throw KernelOnly.here();
    }

    /**
     * Copies the branches that the CPU took last, and returns how many bytes or a negative error: {@code bpf_read_branch_records}. For the
     * GPL only. Kernel 5.7.
     */
    @CallsHelper("bpf_read_branch_records")
    public long readBranchRecords(@WithSize Object buffer, @Unsigned long flags) {
        throw KernelOnly.here();
    }
}
