package dev.skep.object.lint;

import dev.skep.kernel.SectionKind;
import dev.skep.kernel.SectionName;
import java.util.Arrays;

/** Rule 7: what the names of sections with programs say. */
final class SectionLint {
    private static final double FIRST_STABLE_LIBBPF = 0.1;

    private SectionLint() {}

    static void check(LintedObject object, Findings findings) {
        for (int section : object.codeSections()) {
            String name = object.elf().section(section).name();
            if (!object.isText(section)) {
                check(name, "section " + name, findings);
            }
            if (name.startsWith("?struct_ops")
                    || LintedObject.isNamed(name, "struct_ops")
                    || name.startsWith("struct_ops/")) {
                findings.add(LintRule.STRUCT_OPS, "section " + name, "the program is a function of a table");
            }
        }
    }

    private static void check(String name, String place, Findings findings) {
        if (name.startsWith("?")) {
            findings.add(LintRule.OPTIONAL_PROGRAM, place, "the program is not loaded unasked");
        }
        String text = name.startsWith("?") ? name.substring(1) : name;
        var known = SectionName.find(name);
        if (known.isEmpty()) {
            boolean suffixed = Arrays.stream(SectionKind.values())
                    .anyMatch(kind -> kind.match() == SectionKind.Match.EXACT && text.startsWith(kind.word() + "/"));
            findings.add(
                    suffixed ? LintRule.SECTION_SUFFIX : LintRule.SECTION_UNKNOWN,
                    place,
                    suffixed ? "more follows the name than may" : "no loader knows what kind of program this is");
            return;
        }
        SectionKind kind = known.get().kind();
        var fates = Fate.parse(fates(kind));
        if (!fates.isEmpty()) {
            findings.add(LintRule.SECTION_LOADERS, fates, place, "not every loader knows section " + kind.word());
        }
    }

    private static String fates(SectionKind kind) {
        String libbpf = Double.parseDouble(kind.libbpfSince()) > FIRST_STABLE_LIBBPF
                ? "!libbpf<" + kind.libbpfSince() + " "
                : "";
        String cilium = kind.word().startsWith("tcx/") || kind.word().startsWith("netkit/") ? "~cilium<0.13 " : "";
        return (libbpf
                        + switch (kind.loaders()) {
                            case ALL -> "";
                            case NOT_AYA -> cilium + "aya";
                            case LIBBPF_ONLY -> "!cilium aya";
                        })
                .strip();
    }
}
