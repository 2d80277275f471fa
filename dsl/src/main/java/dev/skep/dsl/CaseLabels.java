package dev.skep.dsl;

import java.util.LinkedHashSet;
import java.util.Set;

/** The numbers of one case of a switch, which has still to say what it does. */
public final class CaseLabels {
    private final Set<Long> labels = new LinkedHashSet<>();

    CaseLabels(long first, long... more) {
        labels.add(first);
        for (var label : more) {
            if (!labels.add(label)) throw Case.duplicate(label);
        }
    }

    /** Returns the case that does {@code statements}. */
    public Case then(Runnable statements) {
        return new Case(labels, statements);
    }
}
