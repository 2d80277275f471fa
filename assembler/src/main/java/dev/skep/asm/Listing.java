package dev.skep.asm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Code as text, one element per line: for people and for golden tests.
 *
 * <pre>
 * count:
 *     ; Count.java:12 if (x > 5)
 *     if r1 s> 5 goto big
 *     r0 = 0
 *     exit
 *   big:
 *     r0 = 1
 *     exit
 * </pre>
 */
public final class Listing implements CodeElement.Visitor {
    private final StringBuilder text = new StringBuilder();
    private final Map<Label, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> uses = new HashMap<>();

    private Listing() {}

    /** Returns the listing of the code. Labels with one hint are told apart by a number. */
    public static String of(Code code) {
        var listing = new Listing();
        listing.text.append(code.name()).append(":\n");
        code.elements().forEach(element -> element.accept(listing));
        return listing.text.toString();
    }

    @Override
    public void instruction(Instruction instruction) {
        line("    ", InstructionText.of(instruction, this::nameOf));
    }

    @Override
    public void labelTarget(LabelTarget target) {
        line("  ", nameOf(target.label()) + ":");
    }

    @Override
    public void sourceLine(SourceLine line) {
        line("    ; ", line.text().isEmpty() ? line.toString() : line + " " + line.text());
    }

    @Override
    public void coreMark(CoreMark mark) {
        line("    ; ", "core " + mark.kind() + " " + mark.type() + " " + mark.access());
    }

    private void line(String indent, String content) {
        text.append(indent).append(content).append('\n');
    }

    private String nameOf(Label label) {
        return names.computeIfAbsent(label, unnamed -> {
            String name = label.hint();
            while (!taken.add(name)) {
                name = label.hint() + "_" + uses.merge(label.hint(), 1, Integer::sum);
            }
            return name;
        });
    }
}
