package dev.skep.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * The name of a program's section, taken apart: {@code tracepoint/sched/sched_process_exec}.
 *
 * @param kind the row of the table
 * @param target what follows the slash; empty when nothing does
 * @param autoload whether a loader loads it unasked; a name that starts with {@code ?} says not
 */
public record SectionName(SectionKind kind, String target, Autoload autoload) {
    private static final int NEAR = 3;

    /** Refuses a target where none may be. */
    public SectionName {
        if (!target.isEmpty() && kind.match() == SectionKind.Match.EXACT) {
            throw new IllegalArgumentException(
                    "section `" + kind.word() + "` takes no target, and `" + target + "` is given");
        }
    }

    /** Whether a loader loads the program unasked. */
    public enum Autoload {
        /** It does. */
        ON,
        /** Only when the user says so. */
        OFF
    }

    /** Returns the section of a kind that names no target, or gets one at run time. */
    public static SectionName of(SectionKind kind) {
        return new SectionName(kind, "", Autoload.ON);
    }

    /** Returns the section of a kind for a target. */
    public static SectionName of(SectionKind kind, String target) {
        return new SectionName(kind, target, Autoload.ON);
    }

    /**
     * Reads a section's name as libbpf does.
     *
     * @throws IllegalArgumentException when no row matches, with the nearest name
     */
    public static SectionName parse(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "section `" + name + "` is none that loaders know" + suggestion(withoutMark(name))));
    }

    /** Reads a section's name as libbpf does; empty when no row matches. */
    public static Optional<SectionName> find(String name) {
        String text = withoutMark(name);
        Autoload autoload = text.equals(name) ? Autoload.ON : Autoload.OFF;
        for (SectionKind kind : SectionKind.values()) {
            if (matches(kind, text)) {
                return Optional.of(new SectionName(kind, targetOf(kind, text), autoload));
            }
        }
        return Optional.empty();
    }

    /** Returns the section's name. */
    @Override
    public String toString() {
        return (autoload == Autoload.OFF ? "?" : "") + kind.word() + (target.isEmpty() ? "" : "/" + target);
    }

    private static String withoutMark(String name) {
        return name.startsWith("?") ? name.substring(1) : name;
    }

    private static boolean matches(SectionKind kind, String text) {
        return text.equals(kind.word())
                || (kind.match() == SectionKind.Match.PREFIX && text.startsWith(kind.word() + "/"));
    }

    private static String targetOf(SectionKind kind, String text) {
        return text.length() == kind.word().length()
                ? ""
                : text.substring(kind.word().length() + 1);
    }

    private static String suggestion(String text) {
        return Arrays.stream(SectionKind.values())
                .map(SectionKind::word)
                .min(Comparator.comparingInt(word -> distance(word, text)))
                .filter(word -> distance(word, text) <= NEAR)
                .map(word -> text.startsWith(word + "/")
                        ? "; `" + word + "` takes no target"
                        : "; did you mean `" + word + "`?")
                .orElse("");
    }

    /** Edits between the word and as many parts of the text as it has; more than near when nothing would be left. */
    private static int distance(String word, String text) {
        String[] given = text.split("/", -1);
        int parts = (int) word.chars().filter(c -> c == '/').count() + 1;
        String start = String.join("/", Arrays.copyOf(given, Math.min(parts, given.length)));
        int edits = EditDistance.between(word, start);
        return edits < start.length() ? edits : Integer.MAX_VALUE;
    }
}
