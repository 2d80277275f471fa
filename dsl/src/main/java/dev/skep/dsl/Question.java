package dev.skep.dsl;

import dev.skep.ir.BlockLabel;
import java.util.Deque;

/** A condition as a tree. Walks over it keep their own stack, so that no chain is too long. */
sealed interface Question {
    /** Throws when a value compared here may not be used in {@code body}; pushes the parts for the same question. */
    void require(Body body, Deque<Question> parts);

    /** Emits the way to {@code then} when this holds, else to {@code otherwise}; pushes what comes after, the first step last. */
    void emit(Body body, BlockLabel then, BlockLabel otherwise, Deque<Step> steps);

    /** Returns the step that asks this. */
    default Step ask(BlockLabel then, BlockLabel otherwise) {
        return (body, steps) -> emit(body, then, otherwise, steps);
    }

    /** A piece of the emission that is still to do. */
    interface Step {
        void emit(Body body, Deque<Step> steps);
    }

    /** {@code left condition right}. */
    record Compare(dev.skep.asm.Condition condition, ScalarType<?> type, Operand left, Operand right)
            implements Question {
        @Override
        public void require(Body body, Deque<Question> parts) {
            left.require(body);
            right.require(body);
        }

        @Override
        public void emit(Body body, BlockLabel then, BlockLabel otherwise, Deque<Step> steps) {
            body.branch(condition, left.in(body, type), right.in(body, type), then, otherwise);
        }
    }

    /** {@code first && second}. */
    record Both(Question first, Question second) implements Question {
        @Override
        public void require(Body body, Deque<Question> parts) {
            parts.push(second);
            parts.push(first);
        }

        @Override
        public void emit(Body body, BlockLabel then, BlockLabel otherwise, Deque<Step> steps) {
            var next = body.ir().newBlock("and");
            steps.push(second.ask(then, otherwise));
            steps.push((b, s) -> b.begin(next));
            steps.push(first.ask(next, otherwise));
        }
    }

    /** {@code first || second}. */
    record Either(Question first, Question second) implements Question {
        @Override
        public void require(Body body, Deque<Question> parts) {
            parts.push(second);
            parts.push(first);
        }

        @Override
        public void emit(Body body, BlockLabel then, BlockLabel otherwise, Deque<Step> steps) {
            var next = body.ir().newBlock("or");
            steps.push(second.ask(then, otherwise));
            steps.push((b, s) -> b.begin(next));
            steps.push(first.ask(then, next));
        }
    }

    /** {@code !negated}. */
    record Not(Question negated) implements Question {
        @Override
        public void require(Body body, Deque<Question> parts) {
            parts.push(negated);
        }

        @Override
        public void emit(Body body, BlockLabel then, BlockLabel otherwise, Deque<Step> steps) {
            steps.push(negated.ask(/* then= */ otherwise, /* otherwise= */ then));
        }
    }
}
