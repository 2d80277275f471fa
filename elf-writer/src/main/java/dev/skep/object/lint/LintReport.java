package dev.skep.object.lint;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known about an object's chances.
 *
 * @param findings the rules it breaks, in the order of the rules
 * @param kernel the oldest kernel that has all it uses, and why
 */
public record LintReport(List<Finding> findings, MinimumKernel kernel) {
    public LintReport {
        findings = List.copyOf(findings);
    }

    /** What becomes of the object with a loader of this version; empty if nothing. */
    public Optional<Effect> effect(Loader loader, String version) {
        return findings.stream()
                .flatMap(finding -> finding.effect(loader, version).stream())
                .min(Comparator.naturalOrder());
    }
}
