package dev.skep.dsl;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/** The numbers of one case of a switch, which has still to say what it does. */
public final class CaseLabels {
    private final Set<Long> labels = new LinkedHashSet<>();

    CaseLabels(long first, long... more) {
        labels.add(first);
        for (var label : more) {
            if (!labels.add(label)) throw Case.duplicate(label);
        }
    }

    /** Returns the case whose value that is; it is computed in this case only. */
    public <V extends Scalar<V>> ValueCase<V> yield_(Supplier<V> value) {
        return new ValueCase<>(labels, value);
    }

    /** Returns the case that does {@code statements}. */
    public Case then(Runnable statements) {
        return new Case(labels, statements);
    }
}
