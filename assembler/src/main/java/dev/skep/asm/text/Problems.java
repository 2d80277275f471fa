package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The mistakes found in a text so far. */
final class Problems {
    private static final int MOST = 1000;
    private static final int LONGEST_LINE = 160;

    private final SourceText source;
    private final List<TextProblem> found = new ArrayList<>();

    Problems(SourceText source) {
        this.source = source;
    }

    boolean areTooMany() {
        return found.size() >= MOST;
    }

    boolean areNone() {
        return found.isEmpty();
    }

    /**
     * Adds a mistake at a place.
     *
     * @param lineStart where its line starts in {@code text}
     */
    void add(Fault fault, byte[] text, int end, int line, int lineStart, String where) {
        int stop = lineStart;
        while (stop < end && text[stop] != '\n' && stop - lineStart < LONGEST_LINE) {
            stop++;
        }
        int column = Math.max(0, fault.start() - lineStart);
        String shown =
                column < LONGEST_LINE ? new String(text, lineStart, stop - lineStart, StandardCharsets.ISO_8859_1) : "";
        add(new TextProblem(
                fault.kind(),
                source.name(),
                line,
                column + 1,
                Math.max(1, fault.end() - fault.start()),
                fault.message() + where,
                printable(shown)));
    }

    private void add(TextProblem problem) {
        if (!areTooMany()) {
            found.add(problem);
        }
    }

    /** Adds a mistake in a place of the text itself that is known by its line and its offset in the text. */
    void add(Kind kind, int line, int offset, int length, String message) {
        byte[] text = source.bytes();
        int at = Math.min(Math.max(offset, 0), text.length);
        int lineStart = at;
        while (lineStart > 0 && text[lineStart - 1] != '\n' && at - lineStart < LONGEST_LINE) {
            lineStart--;
        }
        add(new Fault(kind, at, at + length, message), text, text.length, line, lineStart, "");
    }

    private static String printable(String line) {
        var text = new StringBuilder(line);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7f) {
                text.setCharAt(i, '?');
            }
        }
        return text.toString();
    }

    /** Throws what was found, if anything was. */
    void refuse() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(TextProblem::line).thenComparingInt(TextProblem::column));
            throw new AssemblyTextException(found);
        }
    }
}
