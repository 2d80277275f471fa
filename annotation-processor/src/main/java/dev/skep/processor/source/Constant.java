package dev.skep.processor.source;

import dev.skep.processor.type.Int;

/** An integer known at compile time; {@code boolean} is 0 or 1. */
public record Constant(Int type, long value) {
    /** Brings the value into the range of the type. */
    public Constant {
        value = wrap(type, value);
    }

    /** Returns what a cast to {@code other} yields. */
    public Constant as(Int other) {
        return new Constant(other, value);
    }

    /** Returns whether it is below zero; what has no sign never is. */
    public boolean negative() {
        return value < 0 && !type.unsigned();
    }

    private static long wrap(Int type, long value) {
        return switch (type) {
            case BOOLEAN -> value & 1;
            case BYTE -> (byte) value;
            case UBYTE -> Byte.toUnsignedLong((byte) value);
            case SHORT -> (short) value;
            case USHORT, CHAR -> Short.toUnsignedLong((short) value);
            case INT -> (int) value;
            case UINT -> Integer.toUnsignedLong((int) value);
            case LONG, ULONG -> value;
        };
    }
}
