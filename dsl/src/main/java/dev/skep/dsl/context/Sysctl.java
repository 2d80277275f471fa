package dev.skep.dsl.context;

import static dev.skep.dsl.Types.U32;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.U32;

/** An access to a file below {@code /proc/sys}: {@code struct bpf_sysctl}. Kernel 5.2. */
public final class Sysctl {
    /** The struct. */
    public static final ContextDef<Sysctl> CONTEXT = ContextDef.context("bpf_sysctl");

    /** 1 when the process writes, 0 when it reads. */
    public static final ContextField<Sysctl, U32> WRITE = CONTEXT.field("write", U32);

    /** Where in the file. */
    public static final ContextField<Sysctl, U32> FILE_POS = CONTEXT.field("file_pos", U32);

    private Sysctl() {}
}
