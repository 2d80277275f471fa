package dev.skep.compiler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Golden;
import dev.skep.compiler.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the steps of code generation that may be left out are worth: {@code code/<step>/<case>.ir.txt} is a function, {@code <case>.without
 * .txt} its code without the step, {@code <case>.with.txt} with it.
 */
class CodeStepsTest {
    private static final Path CASES = Path.of("src", "test", "resources", "code");

    @TestFactory
    Stream<DynamicTest> everyCase() {
        var steps = CodeGenerator.optional().stream().sorted().toList();
        assertThat(names(CASES)).containsExactlyElementsOf(steps);
        return steps.stream().flatMap(CodeStepsTest::cases);
    }

    private static Stream<DynamicTest> cases(String step) {
        var folder = CASES.resolve(step);
        var cases = names(folder).stream()
                .filter(name -> name.endsWith(".ir.txt"))
                .map(name -> name.substring(0, name.length() - ".ir.txt".length()))
                .toList();
        assertThat(cases).as("cases of " + step).isNotEmpty();
        return cases.stream().map(name -> DynamicTest.dynamicTest(step + " " + name, () -> compare(folder, name)));
    }

    private static void compare(Path folder, String name) {
        var ir = Golden.read(folder.resolve(name + ".ir.txt"));
        var all = Backend.NEW;
        var step = folder.getFileName().toString();
        assertMatches(folder.resolve(name + ".without.txt"), ir, all.without(Set.of(step)));
        assertMatches(folder.resolve(name + ".with.txt"), ir, all);
    }

    private static void assertMatches(Path expected, String ir, Options options) {
        Golden.assertMatches(expected, Backend.generate(ir, options).code() + "\n");
    }

    private static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
