package dev.skep.processor;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.DiagnosticCode;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The page {@code docs/diagnostics.md}: every code with its reason, its cure and an {@link Example}, which does what the page says. After a new
 * row of {@link DiagnosticCode} there is a file to write; {@code -Dgolden.update} writes the page.
 */
class DiagnosticsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "diagnostics.md");
    private static final String INTRODUCTION = """
            # Diagnostics

            What Skep says about a program, by number: why the rule is there, and the way out. 2xxx are about Java that cannot run in the kernel,
            3xxx about types and flow, 4xxx about maps and objects, 9xxx are faults of our own. Each example is compiled by a test, and the right
            ones are loaded into a kernel. Where no class is shown, the lines stand in one:

            ```java
            import dev.skep.lang.*;
            import dev.skep.lang.net.*;

            @Bpf(license = "GPL")
            final class Example {
                …
            }
            ```
            """;

    @TestFactory
    Stream<DynamicTest> refusesTheWrongExamples() {
        return examples().filter(Example::compiles).map(example -> test(example, DiagnosticsPageTest::refused));
    }

    @TestFactory
    Stream<DynamicTest> takesTheRightExamples() {
        return examples().filter(Example::compiles).map(example -> test(example, DiagnosticsPageTest::taken));
    }

    @Test
    void isUpToDate() throws IOException {
        var page = INTRODUCTION + examples().map(DiagnosticsPageTest::section).collect(joining());
        if (Boolean.getBoolean("golden.update")) Files.writeString(PAGE, page);
        else
            assertThat(Files.readString(PAGE))
                    .as("after a change, -Dgolden.update writes it")
                    .isEqualTo(page);
    }

    private static Stream<Example> examples() {
        return Arrays.stream(DiagnosticCode.values()).map(Example::of);
    }

    private static DynamicTest test(Example example, java.util.function.Consumer<Example> check) {
        return DynamicTest.dynamicTest(example.name(), () -> check.accept(example));
    }

    private static void refused(Example example) {
        assertThat(said(example)).isNotEmpty().allSatisfy(said -> assertThat(said.getMessage(Locale.ROOT))
                .startsWith(example.code().label()));
    }

    private static void taken(Example example) {
        var build = Build.of("Example", Example.inClass(example.right()));
        assertThat(build.compilation().diagnostics()).isEmpty();
        var object = build.objectOrFail("Example");
        Kernel.require();
        Kernel.load(object).close();
    }

    private static List<Diagnostic<? extends JavaFileObject>> said(Example example) {
        return List.copyOf(Build.with(example.options(), "Example", Example.inClass(example.wrong()))
                .compilation()
                .diagnostics());
    }

    private static String section(Example example) {
        var code = example.code();
        var text = new StringBuilder(
                "\n## " + example.name() + "\n\n*Why:* " + code.why() + ".  \n*Fix:* " + code.fix() + ".\n");
        if (!example.compiles())
            return text.append('\n').append(example.elsewhere()).append('\n').toString();
        var options = example.options().stream()
                .map(option -> ", with `" + option + "`")
                .collect(joining());
        return text.append("\nWrong")
                .append(options)
                .append(":\n\n")
                .append(fenced("java", example.wrong()))
                .append("\n")
                .append(fenced("text", messages(example)))
                .append("\nRight")
                .append(options.isEmpty() ? "" : ", without it")
                .append(":\n\n")
                .append(fenced("java", example.right()))
                .toString();
    }

    /** The first line of each message: the rest stands above. */
    private static String messages(Example example) {
        return said(example).stream()
                .map(said -> said.getMessage(Locale.ROOT).lines().findFirst().orElseThrow())
                .distinct()
                .collect(joining("\n"));
    }

    private static String fenced(String language, String text) {
        return "```" + language + "\n" + text + "\n```\n";
    }
}
