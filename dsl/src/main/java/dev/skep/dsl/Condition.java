package dev.skep.dsl;

import dev.skep.ir.BlockLabel;
import java.util.ArrayDeque;

/**
 * What a branch asks. Nothing is emitted for it until a branch takes it; then the parts are asked from left to right, and only as many as
 * decide the matter. The values it compares are computed where they were written, before.
 */
public final class Condition {
    private final Question question;

    Condition(Question question) {
        this.question = question;
    }

    /** {@code this && other}. */
    public Condition and(Condition other) {
        return new Condition(new Question.Both(question, other.question));
    }

    /** {@code this || other}. */
    public Condition or(Condition other) {
        return new Condition(new Question.Either(question, other.question));
    }

    /** {@code !this}. */
    public Condition not() {
        return new Condition(new Question.Not(question));
    }

    /** Throws unless every value it compares may be used in {@code body}. */
    void require(Body body) {
        var parts = new ArrayDeque<Question>();
        parts.push(question);
        while (!parts.isEmpty()) {
            parts.pop().require(body, parts);
        }
    }

    /** {@code if (this) goto then; else goto otherwise}. */
    void branch(Body body, BlockLabel then, BlockLabel otherwise) {
        var steps = new ArrayDeque<Question.Step>(); // not recursion: generators chain thousands of conditions
        steps.push(question.ask(then, otherwise));
        while (!steps.isEmpty()) {
            steps.pop().emit(body, steps);
        }
    }
}
