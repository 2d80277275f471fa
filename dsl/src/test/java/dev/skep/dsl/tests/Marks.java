package dev.skep.dsl.tests;

import dev.skep.asm.SourceLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines of tests that are marked by a comment. */
final class Marks {
    private Marks() {}

    /** The line of the test's file that ends in this comment. */
    static SourceLine line(Class<?> test, String comment) {
        var file = test.getName().replace('.', '/') + ".java";
        try {
            var lines = Files.readAllLines(Path.of("src/test/java").resolve(file));
            for (var i = 0; i < lines.size(); i++) {
                if (lines.get(i).endsWith("// " + comment)) return new SourceLine(file, i + 1, 0, "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no line of " + file + " is marked `" + comment + "`");
    }
}
