package dev.skep.asm.text;

import dev.skep.kernel.EditDistance;
import java.util.Collection;
import java.util.Comparator;

/** Says what somebody may have meant. */
final class Spelling {
    private static final int NEAR = 2;
    private static final int LONGEST = 64;

    private Spelling() {}

    /** Returns {@code ; did you mean `x`?} for the nearest of the words, or nothing if none is near. */
    static String hint(String word, Collection<String> words) {
        if (word.length() > LONGEST) {
            return "";
        }
        int near = Math.min(NEAR, Math.max(1, word.length() / 3));
        return words.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= near)
                .min(Comparator.comparingInt(candidate -> EditDistance.between(candidate, word)))
                .filter(candidate -> EditDistance.between(candidate, word) <= near)
                .map(candidate -> "; did you mean `" + candidate + "`?")
                .orElse("");
    }
}
