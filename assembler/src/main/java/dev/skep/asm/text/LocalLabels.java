package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;
import java.util.HashMap;
import java.util.Map;

/** Labels that are numbers: {@code 1:} may stand many times, {@code 1b} is the last one, {@code 1f} the next one. */
final class LocalLabels {
    private final SymbolTable symbols;
    private final Map<String, Integer> seen = new HashMap<>();

    LocalLabels(SymbolTable symbols) {
        this.symbols = symbols;
    }

    /** Returns the symbol for one more label of this number. */
    int next(Scanner scanner, int from, int to) {
        String number = scanner.string(from, to);
        return symbols.of(name(number, seen.merge(number, 1, Integer::sum)));
    }

    /** Returns the symbol for the next label of this number, or the last one. */
    int find(Scanner scanner, int from, int to, boolean forward) {
        String number = scanner.string(from, to);
        int before = seen.getOrDefault(number, 0);
        if (before == 0 && !forward) {
            throw new Fault(Kind.UNDEFINED, from, to + 1, "no label `" + number + ":` stands before this");
        }
        return symbols.of(name(number, forward ? before + 1 : before));
    }

    private static String name(String number, int occurrence) {
        return "\0" + number + "\0" + occurrence;
    }

    /** Returns the label as it is written in the text. */
    static String shown(String name) {
        return name.startsWith("\0") ? name.substring(1, name.lastIndexOf('\0')) : name;
    }
}
