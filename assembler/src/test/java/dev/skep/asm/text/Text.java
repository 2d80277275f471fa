package dev.skep.asm.text;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Reads texts for tests. */
final class Text {
    private Text() {}

    static AssemblyFile parse(String text, AssemblyOptions options) {
        return AssemblyParser.parse(SourceText.of("test.s", text), options);
    }

    /** The bytes of a section, in hexadecimal. */
    static String hex(AssemblyFile file, String section) {
        return file.sections().stream()
                .filter(candidate -> candidate.name().equals(section))
                .map(found -> HexFormat.of().formatHex(found.bytes().toArray()))
                .collect(Collectors.joining());
    }

    /** The bytes of {@code .text}, in hexadecimal. */
    static String hex(String text, AssemblyOptions options) {
        return hex(parse(text, options), ".text");
    }

    static String hex(String text) {
        return hex(text, AssemblyOptions.DEFAULT);
    }

    /** The mistakes, each as {@code line:column message}. */
    static List<String> problems(String text) {
        return problems(text, AssemblyOptions.DEFAULT);
    }

    static List<String> problems(String text, AssemblyOptions options) {
        try {
            parse(text, options);
            return List.of();
        } catch (AssemblyTextException e) {
            return e.problems().stream()
                    .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
                    .toList();
        }
    }
}
