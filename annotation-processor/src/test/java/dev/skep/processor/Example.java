package dev.skep.processor;

import dev.skep.compiler.DiagnosticCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the page of diagnostics shows for a code. The file {@code diagnostics/SKEPnnnn.txt} of the test resources holds, below lines of dashes,
 * what is {@code wrong}, with options for javac where they belong to it, and what is {@code right}; or, where no annotated Java can be to
 * blame, in words where else the code is met.
 *
 * @param wrong members of a class, or a class {@code Example}
 * @param elsewhere empty when there is something to compile
 */
record Example(DiagnosticCode code, List<Object> options, String wrong, String right, String elsewhere) {
    private static final String CLASS = """
            import dev.skep.lang.*;
            import dev.skep.lang.net.*;

            @Bpf(license = "GPL")
            final class Example {
            %s
            }
            """;

    static Example of(DiagnosticCode code) {
        var text = text(code);
        var options = Arrays.stream(text.lines()
                        .findFirst()
                        .orElse("")
                        .replaceFirst("^--- \\w+", "")
                        .split(" "))
                .filter(option -> !option.isBlank())
                .collect(Collectors.<Object>toList());
        return new Example(code, options, part(text, "wrong"), part(text, "right"), part(text, "elsewhere"));
    }

    private static String text(DiagnosticCode code) {
        var file = "diagnostics/SKEP" + code.number() + ".txt";
        try (var input = Example.class.getResourceAsStream(file)) {
            if (input == null)
                throw new AssertionError(
                        "the page of diagnostics has no example of " + code.label() + ": write the test resource "
                                + file
                                + ", with code below `--- wrong` and below `--- right`, and run this test with -Dgolden.update");
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String part(String text, String name) {
        return text.lines()
                .dropWhile(line -> !line.startsWith("--- " + name))
                .skip(1)
                .takeWhile(line -> !line.startsWith("--- "))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** Returns whether there is something to compile. */
    boolean compiles() {
        return elsewhere.isEmpty();
    }

    String name() {
        return "SKEP" + code.number();
    }

    /** Returns a class for javac. */
    static String inClass(String text) {
        return text.contains("@Bpf") ? text : CLASS.formatted(text);
    }
}
