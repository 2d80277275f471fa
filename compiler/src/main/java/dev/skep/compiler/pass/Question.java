package dev.skep.compiler.pass;

import dev.skep.asm.Condition;
import dev.skep.ir.Value;
import java.util.Optional;

/** {@code left condition right}, or its opposite. */
record Question(Condition condition, Value left, Value right, Sense sense) {
    /** Whether the comparison answers the question, or the opposite does. */
    enum Sense {
        PLAIN,
        OPPOSITE
    }

    static Question of(Condition condition, Value left, Value right) {
        return new Question(condition, left, right, Sense.PLAIN);
    }

    /** Returns whether it is the plain question that a comparison asks. */
    boolean asks(Condition asked, Value first, Value second) {
        return !isOpposite() && condition == asked && left.equals(first) && right.equals(second);
    }

    /** Returns the question whose answer is the opposite. */
    Question opposite() {
        Optional<Condition> negated = condition.negate();
        return negated.isPresent()
                ? new Question(negated.get(), left, right, sense)
                : new Question(condition, left, right, isOpposite() ? Sense.PLAIN : Sense.OPPOSITE);
    }

    boolean isOpposite() {
        return sense == Sense.OPPOSITE;
    }

    /** Returns the same question about other operands. */
    Question about(Value newLeft, Value newRight) {
        return new Question(condition, newLeft, newRight, sense);
    }

    /** Returns the same question with its operands in the other order. */
    Question swapped() {
        return new Question(condition.swap(), right, left, sense);
    }
}
