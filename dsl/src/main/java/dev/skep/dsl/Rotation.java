package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;

/** Turns the bits of numbers around. */
final class Rotation {
    private Rotation() {}

    /** Shifts count by their lowest bits, so the distance that is left of the width is the negated one. */
    static Operand of(ScalarType<?> type, BinaryOp there, BinaryOp back, Operand value, Operand distance) {
        if (type.width() != Width.W && type.width() != Width.DW) {
            throw new IllegalArgumentException("numbers of 32 and 64 bits are rotated, " + type + " has "
                    + type.width().bits());
        }
        var moved = Arithmetic.compute(type, there, value, distance);
        var rest = Arithmetic.compute(type, back, value, Arithmetic.negate(type, distance));
        return Arithmetic.compute(type, BinaryOp.OR, moved, rest);
    }
}
