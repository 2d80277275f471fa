package dev.skep.cli;

import dev.skep.kernel.KernelVersion;
import dev.skep.object.lint.Finding;
import dev.skep.object.lint.KernelNeed;
import dev.skep.object.lint.KernelNeed.Strength;
import dev.skep.object.lint.LintReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What an object's links are, which kernels it needs and which loaders mind, as text. */
record ChancesListing(ObjectLinks links, LintReport report) {
    /** What every kernel has that is still looked after. */
    private static final KernelVersion COMMON = KernelVersion.parse("5.10");

    /** The lines below those that list what is in the object. */
    String text() {
        var text = new StringBuilder();
        if (!links.relocations().isEmpty() || !links.core().isEmpty()) {
            text.append("  relocations\n").append(Columns.align(relocations(), "    "));
        }
        text.append("  minimum kernel ").append(report.kernel().version()).append('\n');
        text.append(Columns.align(needs(), "    "));
        if (!report.findings().isEmpty()) {
            text.append("  loaders\n");
            report.findings().forEach(finding -> finding(text, finding));
        }
        return text.toString();
    }

    private List<List<String>> relocations() {
        List<List<String>> rows = new ArrayList<>();
        links.relocations()
                .forEach(link -> rows.add(
                        List.of(link.section(), Long.toUnsignedString(link.offset()), link.type(), link.symbol())));
        links.core()
                .forEach(link -> rows.add(List.of(
                        link.section(),
                        Integer.toString(link.offset()),
                        link.kind(),
                        link.type() + " " + link.access())));
        return rows;
    }

    /** What raised the version, and what else is newer than what everybody has. */
    private List<List<String>> needs() {
        List<KernelNeed> reasons = report.kernel().reasons();
        return report.kernel().needs().stream()
                .filter(need -> need.strength() == Strength.REQUIRED)
                .filter(need -> need.since().compareTo(COMMON) > 0 || reasons.contains(need))
                .map(need -> List.of(need.since().toString(), need.what(), need.place()))
                .toList();
    }

    private static void finding(StringBuilder text, Finding finding) {
        String rule =
                finding.rule().number() == 0 ? "" : "rule " + finding.rule().number() + ", ";
        text.append("    ")
                .append(rule)
                .append(finding.place())
                .append(": ")
                .append(finding.message())
                .append("\n      ")
                .append(finding.fates().stream().map(Object::toString).collect(Collectors.joining(", ")))
                .append('\n');
    }
}
