package dev.skep.dsl;

import java.util.Set;

/** One case of a {@link FunctionBuilder#switch_}; it does not fall through to the next. */
public final class Case {
    private final Set<Long> labels;
    private final Runnable statements;

    Case(Set<Long> labels, Runnable statements) {
        this.labels = labels;
        this.statements = statements;
    }

    /** {@code case first, more}: what to do {@link CaseLabels#then} follows. */
    public static CaseLabels case_(long first, long... more) {
        return new CaseLabels(first, more);
    }

    /** {@code default}. */
    public static Case default_(Runnable statements) {
        return new Case(Set.of(), statements);
    }

    /** Returns the numbers; none of the default case. */
    Set<Long> labels() {
        return labels;
    }

    Runnable statements() {
        return statements;
    }

    static IllegalArgumentException duplicate(long label) {
        return new IllegalArgumentException("case " + label + " stands twice in one switch");
    }
}
