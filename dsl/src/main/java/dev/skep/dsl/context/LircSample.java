package dev.skep.dsl.context;

import static dev.skep.dsl.Types.U32;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.U32;

/** A pulse or pause that an infrared receiver saw: an {@code unsigned int}. Kernel 4.18. */
public final class LircSample {
    /** The number itself. */
    public static final ContextDef<LircSample> CONTEXT = ContextDef.context("lirc_mode2_sample");

    /** The kind in the upper 8 bits, {@code LIRC_MODE2_PULSE} (0x01) or {@code LIRC_MODE2_SPACE} (0x00), the microseconds below. */
    public static final ContextField<LircSample, U32> SAMPLE = CONTEXT.whole("sample", U32);

    private LircSample() {}
}
