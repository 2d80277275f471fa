package dev.skep.dsl;

/** One case of a {@link FunctionBuilder#switch_}; it does not fall through to the next. */
public final class Case {
    private final Labels labels;
    private final Runnable statements;

    Case(Labels labels, Runnable statements) {
        this.labels = labels;
        this.statements = statements;
    }

    /** {@code case first, more}: what to do {@link CaseLabels#then} follows. */
    public static CaseLabels case_(long first, long... more) {
        return new CaseLabels(first, more);
    }

    /** {@code case first, more}, of an enumeration. */
    public static CaseLabels case_(Enumerated first, Enumerated... more) {
        return new CaseLabels(first, more);
    }

    /** {@code default}. */
    public static Case default_(Runnable statements) {
        return new Case(Labels.DEFAULT, statements);
    }

    Labels labels() {
        return labels;
    }

    Runnable statements() {
        return statements;
    }
}
