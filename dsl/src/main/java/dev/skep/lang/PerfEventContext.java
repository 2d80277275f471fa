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
}
