package dev.skep.asm.internal;

import dev.skep.asm.Register;

/**
 * One 8-byte instruction slot as a {@code long}: the slot's little-endian bytes read as a little-endian number.
 *
 * <pre>
 * bits 0-7 opcode · 8-11 dst · 12-15 src · 16-31 off (signed) · 32-63 imm (signed)
 * </pre>
 */
public final class Word {
    private static final int DST = 8;
    private static final int SRC = 12;
    private static final int OFF = 16;
    private static final int IMM = 32;
    private static final long OFF_MASK = 0xffffL << OFF;
    private static final long IMM_MASK = 0xffffffffL << IMM;

    private Word() {}

    /** Returns the register as the destination field. */
    public static long dst(Register register) {
        return (long) register.number() << DST;
    }

    /** Returns the register as the source field. */
    public static long src(Register register) {
        return (long) register.number() << SRC;
    }

    /** Returns the numbers of registers, 0 to 15, as the destination and the source field. */
    public static long registers(int dst, int src) {
        return (dst & 0xfL) << DST | (src & 0xfL) << SRC;
    }

    /** Returns a pseudo source, 0 to 15, as the source field. */
    public static long src(int pseudo) {
        return (pseudo & 0xfL) << SRC;
    }

    /** Returns the value as the offset field; {@code field} names it when it does not fit. */
    public static long off(long value, String field) {
        return (Bits.s16(value, field) & 0xffffL) << OFF;
    }

    /** Returns the value as the immediate field. */
    public static long imm(int value) {
        return (long) value << IMM;
    }

    /** Returns {@code word} with another offset. */
    public static long withOff(long word, long value, String field) {
        return (word & ~OFF_MASK) | off(value, field);
    }

    /** Returns {@code word} with another immediate. */
    public static long withImm(long word, int value) {
        return (word & ~IMM_MASK) | imm(value);
    }

    /** Returns the opcode byte. */
    public static int opcode(long word) {
        return (int) (word & 0xff);
    }

    /** Returns the number in the destination field, 0 to 15. */
    public static int dst(long word) {
        return (int) (word >>> DST & 0xf);
    }

    /** Returns the number in the source field, 0 to 15. */
    public static int src(long word) {
        return (int) (word >>> SRC & 0xf);
    }

    /** Returns the offset field. */
    public static int off(long word) {
        return (short) (word >>> OFF);
    }

    /** Returns the immediate field. */
    public static int imm(long word) {
        return (int) (word >> IMM);
    }

    /** Returns the slot as a big-endian number, so that its big-endian bytes are the slot of a big-endian machine. */
    public static long bigEndian(long word) {
        return (long) opcode(word) << 56
                | (long) dst(word) << 52
                | (long) src(word) << 48
                | (word >>> OFF & 0xffff) << 32
                | word >>> IMM;
    }

    /** Returns the slot of a big-endian number: undoes {@link #bigEndian}. */
    public static long ofBigEndian(long number) {
        return number >>> 56
                | (number >>> 52 & 0xf) << DST
                | (number >>> 48 & 0xf) << SRC
                | (number >>> 32 & 0xffff) << OFF
                | number << IMM;
    }
}
