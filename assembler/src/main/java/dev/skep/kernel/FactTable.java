package dev.skep.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of kernel facts: lines of cells with tabs between, after lines of {@code #} that say where it comes from. Read
 * with plain loops: a compiler that runs once pays for every stream and pattern it wakes.
 */
final class FactTable {
    private FactTable() {}

    static List<List<String>> read(String name, int columns) {
        String text = text(name);
        var rows = new ArrayList<List<String>>();
        for (String line : split(text, '\n')) {
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            List<String> cells = split(line, '\t');
            if (cells.size() != columns) {
                throw new IllegalStateException(
                        name + " has " + cells.size() + " cells where " + columns + " are expected: " + line);
            }
            rows.add(cells);
        }
        return rows;
    }

    /** The parts between the separators, empty ones too. */
    static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String text(String name) {
        try (InputStream in = FactTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing from the assembler's jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading resource " + name, e);
        }
    }
}
