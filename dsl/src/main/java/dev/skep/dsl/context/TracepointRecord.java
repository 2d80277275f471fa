package dev.skep.dsl.context;

import dev.skep.dsl.ContextDef;

/**
 * The record of a tracepoint: a struct of one's own says what is in it, as the file {@code format} of the tracepoint does, the 8 common bytes
 * included; {@link dev.skep.dsl.Context#as} reads it so. Kernel 4.7.
 */
public final class TracepointRecord {
    /** The record. */
    public static final ContextDef<TracepointRecord> CONTEXT = ContextDef.record("a tracepoint");

    private TracepointRecord() {}
}
