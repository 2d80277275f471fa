package dev.skep.testkit;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the verifier wrote about one program. */
public record VerifierLog(String text) {
    private static final Pattern PROCESSED = Pattern.compile("^processed (\\d+) insns", Pattern.MULTILINE);

    /** How many instructions the verifier walked, on all paths together; empty where it refused before walking. */
    public OptionalInt processedInstructions() {
        Matcher matcher = PROCESSED.matcher(text);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
