package dev.skep.asm.internal;

/** Narrowing with a name: a value that does not fit is an error that says which field it was meant for. */
public final class Bits {
    private Bits() {}

    /** Returns {@code value} as a signed 16-bit field. */
    public static short s16(long value, String field) {
        if (value != (short) value) {
            throw doesNotFit(value, field, "16 signed bits");
        }
        return (short) value;
    }

    /** Returns {@code value} as an unsigned 16-bit field. */
    public static int u16(long value, String field) {
        if (value < 0 || value > 0xffff) {
            throw doesNotFit(value, field, "16 unsigned bits");
        }
        return (int) value;
    }

    /** Tells whether {@code value} fits in 16 signed bits. */
    public static boolean isS16(long value) {
        return value == (short) value;
    }

    private static IllegalArgumentException doesNotFit(long value, String field, String limit) {
        return new IllegalArgumentException(field + " " + value + " does not fit in " + limit);
    }
}
