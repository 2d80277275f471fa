package dev.skep.btf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Where the strings of line blocks are in the string section that they are written to, each looked for once. */
final class LineTexts {
    private static final int UNKNOWN = -1;

    private final StringTable table;
    private final Map<LineStrings, int[]> offsets = new HashMap<>();

    LineTexts(StringTable table) {
        this.table = table;
    }

    /** What is known of these strings, by their numbers. */
    int[] of(LineStrings strings) {
        return offsets.computeIfAbsent(strings, unknown -> {
            int[] none = new int[strings.count()];
            Arrays.fill(none, UNKNOWN);
            return none;
        });
    }

    /** The offset of the string of this number. */
    int offset(int[] known, LineStrings strings, int number) {
        if (known[number] == UNKNOWN) {
            known[number] = strings.addTo(table, number);
        }
        return known[number];
    }
}
