package dev.skep.object.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What some versions of a loader make of an object.
 *
 * @param loader the loader
 * @param since the first version, empty for all before {@code before}
 * @param before the first version that does not any more, empty for none
 * @param effect what they make of it
 */
public record Fate(Loader loader, String since, String before, Effect effect) {
    private static final String MARKS = "!?~-";
    private static final List<Effect> MARKED = List.of(Effect.REJECTED, Effect.FRAGILE, Effect.MISREAD, Effect.REDUCED);

    /** Whether this version is one of them. */
    public boolean holdsFor(String version) {
        return (since.isEmpty() || compare(version, since) >= 0) && (before.isEmpty() || compare(version, before) < 0);
    }

    /** The loader, the versions and what they do. */
    @Override
    public String toString() {
        return loader.label()
                + (since.isEmpty() ? "" : " since " + since)
                + (before.isEmpty() ? "" : " before " + before)
                + " " + effect.text();
    }

    /**
     * Reads fates such as {@code libbpf<1.4 ~cilium}: loaders with blanks between, with versions behind and a mark for the effect in
     * front. {@code kernel} is every loader that lets the kernel decide.
     */
    static List<Fate> parse(String text) {
        List<Fate> fates = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
            if (word.equals("kernel")) {
                for (Loader loader : List.of(Loader.LIBBPF, Loader.CILIUM, Loader.AYA, Loader.IPROUTE2)) {
                    fates.add(new Fate(loader, "", "", Effect.REJECTED));
                }
            } else {
                fates.add(one(word));
            }
        }
        return List.copyOf(fates);
    }

    private static Fate one(String word) {
        int mark = MARKS.indexOf(word.charAt(0));
        String rest = mark < 0 ? word : word.substring(1);
        int less = rest.indexOf('<');
        int more = rest.indexOf(">=");
        int end = less >= 0 ? less : more >= 0 ? more : rest.length();
        return new Fate(
                Loader.valueOf(rest.substring(0, end).toUpperCase(Locale.ROOT)),
                more >= 0 ? rest.substring(more + 2) : "",
                less >= 0 ? rest.substring(less + 1) : "",
                mark < 0 ? Effect.REFUSED : MARKED.get(mark));
    }

    private static int compare(String a, String b) {
        String[] left = a.split("\\.");
        String[] right = b.split("\\.");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Integer.compare(part(left, i), part(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String[] parts, int index) {
        return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    }
}
