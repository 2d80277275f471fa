package dev.skep.asm;

import dev.skep.asm.internal.Bits;

/**
 * An address: {@code base + offset}.
 *
 * @param base the register that holds the address
 * @param offset bytes added to it, in 16 signed bits
 */
public record Memory(Register base, int offset) {
    /** Refuses an offset that does not fit the instruction's field. */
    public Memory {
        Bits.s16(offset, "memory offset");
    }

    /** Returns the address {@code base}. */
    public static Memory mem(Register base) {
        return new Memory(base, 0);
    }

    /** Returns the address {@code base + offset}. */
    public static Memory mem(Register base, int offset) {
        return new Memory(base, offset);
    }

    /** Returns the address {@code bytes} further on. */
    public Memory plus(int bytes) {
        return new Memory(base, Math.addExact(offset, bytes));
    }

    /** Returns {@code r1 + 4}. */
    @Override
    public String toString() {
        return base + (offset < 0 ? " - " + -offset : " + " + offset);
    }
}
