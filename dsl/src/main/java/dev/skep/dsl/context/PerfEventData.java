package dev.skep.dsl.context;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.U64;
import dev.skep.kernel.Machine;

/** A sample of a perf event: {@code struct bpf_perf_event_data}. Kernel 4.9. */
public final class PerfEventData {
    /** The struct. */
    public static final ContextDef<PerfEventData> CONTEXT = ContextDef.context("bpf_perf_event_data");

    /** How many events lie between two samples. */
    public static final ContextField<PerfEventData, U64> SAMPLE_PERIOD =
            CONTEXT.register("sample_period", Machine::registerBytes);

    /** The address that the event is about. Kernel 4.17. */
    public static final ContextField<PerfEventData, U64> ADDR =
            CONTEXT.register("addr", machine -> machine.registerBytes() + Long.BYTES);

    private PerfEventData() {}

    /** A register when the event happened. */
    public static ContextField<PerfEventData, U64> register(ContextField<PtRegs, U64> register) {
        return CONTEXT.register(register.name(), register::offset);
    }
}
