package dev.skep.compiler.machine.selection;

import static dev.skep.asm.AluOp.ADD;
import static dev.skep.asm.AluOp.AND;
import static dev.skep.asm.AluOp.ARSH;
import static dev.skep.asm.AluOp.DIV;
import static dev.skep.asm.AluOp.MOD;
import static dev.skep.asm.AluOp.RSH;
import static dev.skep.asm.AluOp.SDIV;
import static dev.skep.asm.AluOp.SMOD;
import static dev.skep.asm.AluOp.SUB;
import static dev.skep.asm.AluOp.XOR;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Opcode;
import dev.skep.asm.Width;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;

/**
 * Division and remainder. The machine divides unsigned at every level, and signed from v4 on; before, a signed division is one of
 * magnitudes with the sign put back: for {@code s = x >> 63}, {@code (x ^ s) - s} is the magnitude of x, and the same step gives a
 * magnitude its sign. Zero divisors and {@code MIN / -1} come out as the IR defines them, in both.
 */
final class SelectDivision {
    private final Emitter out;
    private final boolean signed;

    SelectDivision(Emitter out, IsaVersion isa) {
        this.out = out;
        this.signed = isa.includes(IsaVersion.V4);
    }

    Source unsigned(Width width, Source left, Source right) {
        return out.alu(DIV, width, left, right);
    }

    Source unsigned(Width width, Source left, long right) {
        return right == 0 ? new Recipe.Number(0) : out.alu(DIV, width, left, right);
    }

    Source unsignedRemainder(Width width, Source left, Source right) {
        return out.alu(MOD, width, left, right);
    }

    Source unsignedRemainder(Width width, Source left, long right) {
        return right == 0 ? left : out.alu(MOD, width, left, right);
    }

    Source signed(Width width, Source left, Source right) {
        if (signed) return out.alu(SDIV, width, left, right);
        var leftSign = sign(width, left);
        var rightSign = sign(width, right);
        var quotient = out.alu(DIV, width, flip(width, left, leftSign), flip(width, right, rightSign));
        return flip(width, quotient, out.alu(XOR, width, leftSign, rightSign));
    }

    Source signedRemainder(Width width, Source left, Source right) {
        if (signed) return out.alu(SMOD, width, left, right);
        var leftSign = sign(width, left);
        var magnitude = flip(width, right, sign(width, right));
        return flip(width, out.alu(MOD, width, flip(width, left, leftSign), magnitude), leftSign);
    }

    /** A divisor of -1 is negation, which no JIT traps on. */
    Source signed(Width width, Source left, long right) {
        if (right == 0) return new Recipe.Number(0);
        if (right == 1) return left;
        if (right == -1) return negate(width, left);
        if (signed) return out.alu(SDIV, width, left, right);
        var magnitude = magnitude(width, right);
        if (isPowerOfTwo(width, magnitude)) {
            var quotient = out.alu(ARSH, width, biased(width, left, magnitude), Long.numberOfTrailingZeros(magnitude));
            return right < 0 ? negate(width, quotient) : quotient;
        }
        var leftSign = sign(width, left);
        var quotient = out.alu(DIV, width, flip(width, left, leftSign), magnitude);
        return flip(width, quotient, right < 0 ? out.alu(XOR, width, leftSign, -1) : leftSign);
    }

    /** The sign of the divisor does not matter. */
    Source signedRemainder(Width width, Source left, long right) {
        if (right == 0) return left;
        if (right == 1 || right == -1) return new Recipe.Number(0);
        if (signed) return out.alu(SMOD, width, left, right);
        var magnitude = magnitude(width, right);
        if (isPowerOfTwo(width, magnitude)) {
            var multiple = out.alu(AND, width, biased(width, left, magnitude), number(width, -magnitude));
            return out.alu(SUB, width, left, multiple);
        }
        var leftSign = sign(width, left);
        return flip(width, out.alu(MOD, width, flip(width, left, leftSign), magnitude), leftSign);
    }

    /** The magnitude, which as an unsigned number always has room; as a number of the width, sign-extended. */
    private static long magnitude(Width width, long value) {
        return number(width, Math.abs(value));
    }

    private static long number(Width width, long value) {
        return width == Width.W ? (int) value : value;
    }

    private static boolean isPowerOfTwo(Width width, long magnitude) {
        return width == Width.W ? Integer.bitCount((int) magnitude) == 1 : Long.bitCount(magnitude) == 1;
    }

    /** {@code left + (left < 0 ? power - 1 : 0)}, so that shifting right rounds toward zero. */
    private Source biased(Width width, Source left, long power) {
        var sign = sign(width, left);
        var bias = out.alu(RSH, width, sign, width.bits() - Long.numberOfTrailingZeros(power));
        return out.alu(ADD, width, bias, left);
    }

    private Source sign(Width width, Source value) {
        return out.alu(ARSH, width, value, width.bits() - 1);
    }

    /** {@code sign == 0 ? value : -value} for a sign of 0 or -1. */
    private Source flip(Width width, Source value, Source sign) {
        return out.alu(SUB, width, out.alu(XOR, width, value, sign), sign);
    }

    private Source negate(Width width, Source value) {
        return out.unary(width == Width.W ? Opcode.NEG32 : Opcode.NEG, value);
    }
}
