package dev.skep.dsl.uapi;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U64;

import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U64;

/** What a perf event has counted: {@code struct bpf_perf_event_value}. Kernel 4.15. */
public final class BpfPerfEventValue {
    /** The struct. */
    public static final StructDef TYPE = struct("bpf_perf_event_value");

    /** How much. */
    public static final Field<U64> COUNTER = TYPE.field("counter", U64);

    /** Nanoseconds for which it was enabled. */
    public static final Field<U64> ENABLED = TYPE.field("enabled", U64);

    /** Nanoseconds for which it counted. */
    public static final Field<U64> RUNNING = TYPE.field("running", U64);

    private BpfPerfEventValue() {}
}
