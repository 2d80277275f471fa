package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes questions simple, or answers them. */
final class FoldQuestions {
    private final Known known;

    FoldQuestions(Known known) {
        this.known = known;
    }

    /** Returns the question that is meant: about what was compared, not about the outcome; a constant on the right. */
    Question simple(Question question) {
        var current = constantRight(question);
        for (var inner = inner(current); inner != null; inner = inner(current)) current = constantRight(inner);
        return current;
    }

    private Question constantRight(Question question) {
        var swap = known.constant(question.left()).isPresent()
                && known.constant(question.right()).isEmpty();
        return swap ? question.swapped() : question;
    }

    /** Returns the question behind one about a truth value: {@code (a < b) != 0} asks {@code a < b}. */
    private @Nullable Question inner(Question question) {
        if (question.condition() != Condition.EQ && question.condition() != Condition.NE) return null;
        var truth = question.left();
        var isZero = known.isConstant(question.right(), 0);
        if (!isZero && !known.isConstant(question.right(), 1)) return null;
        var opposite = isZero == (question.condition() == Condition.EQ);
        var asked = comparison(truth);
        if (asked == null) return null;
        if (opposite) asked = asked.opposite();
        return question.isOpposite() ? asked.opposite() : asked;
    }

    /** Returns the question whose answer {@code value} is, extended or not. */
    private @Nullable Question comparison(Value value) {
        var extend = known.definition(value, Op.Extend.class);
        var compare = known.definition(extend == null ? value : extend.value(), Op.Compare.class);
        return compare == null ? null : Question.of(compare.condition(), compare.left(), compare.right());
    }

    /** Returns the answer where it is known. */
    Optional<Boolean> answer(Question question) {
        var plain = plainAnswer(question);
        return question.isOpposite() ? plain.map(answer -> !answer) : plain;
    }

    private Optional<Boolean> plainAnswer(Question question) {
        var left = known.constant(question.left());
        var right = known.constant(question.right());
        var condition = question.condition();
        if (left.isPresent() && right.isPresent()) {
            var bits = question.left().type().bits();
            return Optional.of(Arithmetic.holds(condition, bits, left.getAsLong(), right.getAsLong()));
        }
        if (question.left().equals(question.right())) return sameOperands(condition);
        if (!known.isConstant(question.right(), 0)) return Optional.empty();
        if (known.neverNull(question.left())) return nonZero(condition);
        if (question.left().type() instanceof ValueType.Pointer) return Optional.empty();
        return belowNothing(condition);
    }

    private static Optional<Boolean> sameOperands(Condition condition) {
        return switch (condition) {
            case EQ, GE, LE, SGE, SLE -> Optional.of(true);
            case NE, GT, LT, SGT, SLT -> Optional.of(false);
            case SET -> Optional.empty();
        };
    }

    private static Optional<Boolean> nonZero(Condition condition) {
        return switch (condition) {
            case EQ -> Optional.of(false);
            case NE -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    /** No unsigned number is below zero. */
    private static Optional<Boolean> belowNothing(Condition condition) {
        return switch (condition) {
            case LT, SET -> Optional.of(false);
            case GE -> Optional.of(true);
            default -> Optional.empty();
        };
    }
}
