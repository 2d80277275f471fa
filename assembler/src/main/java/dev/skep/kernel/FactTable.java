package dev.skep.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/** A table of kernel facts: lines of cells with tabs between, after lines of {@code #} that say where it comes from. */
final class FactTable {
    private FactTable() {}

    static List<List<String>> read(String name, int columns) {
        try (InputStream in = FactTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing from the assembler's jar");
            }
            try (var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
                return lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> List.of(line.split("\t", columns)))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading resource " + name, e);
        }
    }
}
