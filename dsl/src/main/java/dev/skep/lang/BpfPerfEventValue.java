package dev.skep.lang;

/** What a perf event has counted: {@code struct bpf_perf_event_value}. Kernel 4.15. */
@Struct
@Name("bpf_perf_event_value")
public final class BpfPerfEventValue {
    /** How much. */
    public @Unsigned long counter;

    /** Nanoseconds for which it was enabled. */
    public @Unsigned long enabled;

    /** Nanoseconds for which it counted. */
    public @Unsigned long running;

    /** All zeroes. */
    public BpfPerfEventValue() {}
}
