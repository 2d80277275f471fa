package dev.skep.compiler.report;

import dev.skep.compiler.Compiler;
import dev.skep.kernel.EditDistance;
import java.util.Comparator;
import java.util.List;

/**
 * A wish for the listings of one stage.
 *
 * @param stage one of {@link Compiler#stages}
 * @param function the one function of interest; empty for all
 */
public record Dump(String stage, String function) {
    private static final int NEAR = 3;
    private static final int LONGEST = 40;

    /** Refuses stages that there are not, with the nearest and with all that there are. */
    public Dump {
        var stages = Compiler.stages();
        if (!stages.contains(stage))
            throw new IllegalArgumentException("there is no pass `" + stage + "`" + suggestion(stage, stages)
                    + "; there are " + String.join(", ", stages));
    }

    /**
     * Reads {@code STAGE} or {@code STAGE:FUNCTION}.
     *
     * @throws IllegalArgumentException when there is no such stage
     */
    public static Dump parse(String text) {
        var colon = text.indexOf(':');
        return colon < 0 ? new Dump(text, "") : new Dump(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Returns whether it is about a function. */
    boolean wants(String name) {
        return function.isEmpty() || function.equals(name);
    }

    private static String suggestion(String word, List<String> stages) {
        if (word.length() > LONGEST) return "";
        return stages.stream()
                .min(Comparator.comparingInt(stage -> EditDistance.between(stage, word)))
                .filter(stage -> EditDistance.between(stage, word) <= Math.min(NEAR, stage.length() / 2))
                .map(stage -> "; did you mean `" + stage + "`?")
                .orElse("");
    }
}
