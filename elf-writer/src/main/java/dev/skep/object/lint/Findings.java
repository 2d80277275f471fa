package dev.skep.object.lint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what is found. */
final class Findings {
    /** Nobody reads more of one rule. */
    private static final int LIMIT = 20;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<LintRule, Integer> counts = new EnumMap<>(LintRule.class);

    void add(LintRule rule, String place, String message) {
        add(rule, rule.fates(), place, message);
    }

    void add(LintRule rule, List<Fate> fates, String place, String message) {
        if (counts.merge(rule, 1, Integer::sum) <= LIMIT) {
            findings.add(new Finding(rule, fates, place, message));
        }
    }

    List<Finding> all() {
        return findings;
    }
}
