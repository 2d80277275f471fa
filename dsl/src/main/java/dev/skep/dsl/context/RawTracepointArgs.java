package dev.skep.dsl.context;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.U64;

/** The arguments of a tracepoint as the kernel passes them: {@code struct bpf_raw_tracepoint_args}. Kernel 4.17. */
public final class RawTracepointArgs {
    /** The struct. */
    public static final ContextDef<RawTracepointArgs> CONTEXT = ContextDef.context("bpf_raw_tracepoint_args");

    private static final int MOST = 12;

    private RawTracepointArgs() {}

    /** An argument, counted from 0: the 64 bits that the kernel passes. */
    public static ContextField<RawTracepointArgs, U64> argument(int index) {
        if (index < 0 || index >= MOST)
            throw new IllegalArgumentException("argument " + index + " of a tracepoint is not in 0 to " + (MOST - 1));
        return CONTEXT.register("argument " + index, machine -> index * Long.BYTES);
    }
}
