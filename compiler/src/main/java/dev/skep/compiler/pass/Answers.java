package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import java.util.Optional;

/** Comparisons that ranges decide. */
final class Answers {
    private Answers() {}

    /** Returns whether {@code left condition right} holds; empty where it may and may not. */
    static Optional<Boolean> of(Condition condition, Range left, Range right) {
        if (left.isConstant() && right.isConstant())
            return Optional.of(Arithmetic.holds(condition, left.width(), left.constant(), right.constant()));
        var areNonNegative = left.isNonNegative() && right.isNonNegative();
        return switch (condition) {
            case EQ -> areApart(left, right) ? Optional.of(false) : Optional.empty();
            case NE -> areApart(left, right) ? Optional.of(true) : Optional.empty();
            case LT -> below(left, right);
            case GE -> below(left, right).map(answer -> !answer);
            case GT -> below(right, left);
            case LE -> below(right, left).map(answer -> !answer);
            case SLT -> areNonNegative ? below(left, right) : Optional.empty();
            case SGE -> areNonNegative ? below(left, right).map(answer -> !answer) : Optional.empty();
            case SGT -> areNonNegative ? below(right, left) : Optional.empty();
            case SLE -> areNonNegative ? below(right, left).map(answer -> !answer) : Optional.empty();
            case SET -> (left.bits() & right.bits()) == 0 ? Optional.of(false) : Optional.empty();
        };
    }

    /** Returns whether a number, as constants hold it, is in the range. */
    static boolean mayBe(Range range, long number) {
        return !areApart(
                range, Range.of(range.width(), number & Range.mask(range.width()), number & Range.mask(range.width())));
    }

    private static boolean areApart(Range left, Range right) {
        return Long.compareUnsigned(left.high(), right.low()) < 0
                || Long.compareUnsigned(right.high(), left.low()) < 0
                || (left.isConstant() && (left.low() & ~right.bits()) != 0)
                || (right.isConstant() && (right.low() & ~left.bits()) != 0);
    }

    private static Optional<Boolean> below(Range left, Range right) {
        if (Long.compareUnsigned(left.high(), right.low()) < 0) return Optional.of(true);
        return Long.compareUnsigned(left.low(), right.high()) >= 0 ? Optional.of(false) : Optional.empty();
    }
}
