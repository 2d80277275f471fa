package dev.skep.object.lint;

import java.util.ArrayList;
import java.util.List;

/** Collects what is found. */
final class Findings {
    /** Nobody reads more of one rule. */
    private static final int LIMIT = 20;

    private final List<Finding> findings = new ArrayList<>();
    private final int[] counts = new int[LintRule.values().length];

    void add(LintRule rule, String place, String message) {
        add(rule, rule.fates(), place, message);
    }

    void add(LintRule rule, List<Fate> fates, String place, String message) {
        if (counts[rule.ordinal()]++ < LIMIT) {
            findings.add(new Finding(rule, fates, place, message));
        }
    }

    List<Finding> all() {
        return findings;
    }
}
