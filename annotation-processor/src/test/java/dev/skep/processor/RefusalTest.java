package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is refused, and where. Each file of the folder {@code refused} is compiled; a comment below the guilty line has a caret under the
 * guilty column, the code and the message. Nothing else may be said. {@code -Dgolden.update} writes the comments anew. Options for javac are
 * comments on the first lines.
 */
class RefusalTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/skep/processor/refused");
    private static final Pattern COMMENT = Pattern.compile("^// *\\^ (warning )?SKEP(\\d+) (.*)$");
    private static final String OPTION = "// -A";
    private static final Pattern SAID = Pattern.compile("^\\[SKEP(\\d+)\\] (.*)\n  why: .+\n  fix: .+");

    private record Message(long line, long column, String text) {
        static final Comparator<Message> ORDER =
                Comparator.comparingLong(Message::line).thenComparingLong(Message::column);

        String comment() {
            return "//" + " ".repeat((int) column - 3) + "^ " + text;
        }
    }

    @TestFactory
    Stream<DynamicTest> refusesAtTheGuiltyPlace() {
        return cases().map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> check(file)));
    }

    @Test
    void everyCodeHasACase() {
        var met = new TreeSet<String>();
        cases().forEach(file -> expected(read(file))
                .forEach(message -> met.add(message.text.replaceAll("^(warning )?(SKEP\\d+) .*", "$2"))));
        var alone = List.of("SKEP2010", "SKEP2011"); // about the build, not the source
        assertThat(met)
                .containsAll(
                        codes("SKEP2").filter(code -> !alone.contains(code)).toList());
        assertThat(met).containsAll(codes("SKEP3").toList());
        assertThat(met).contains("SKEP4001", "SKEP4101");
    }

    @Test
    void reportsTheOtherClassesOfTheBuild() {
        var build = Build.of(
                "First", program("First", "throw new RuntimeException();"),
                "Good", program("Good", "return 0;"),
                "Second", program("Second", "float a = 2f; return 0;"));
        assertThat(build.compilation().errors().stream().map(e -> e.getSource().getName()))
                .containsExactlyInAnyOrder("First.java", "Second.java");
    }

    @Test
    void leavesAloneWhatJavacRefuses() {
        for (var body :
                List.of("int x; return x;", "unknown();", "if (true) return 1;", "final int x = 1; x = 2; return x;")) {
            var build = Build.of("Broken", program("Broken", body));
            assertThat(build.compilation().status()).isEqualTo(Compilation.Status.FAILURE);
            assertThat(build.compilation().errors().toString()).doesNotContain("SKEP");
        }
    }

    private static Stream<String> codes(String prefix) {
        return Arrays.stream(dev.skep.compiler.DiagnosticCode.values())
                .map(code -> "SKEP" + code.number())
                .filter(code -> code.startsWith(prefix));
    }

    private static String program(String name, String body) {
        return "import dev.skep.lang.*; @Bpf(license = \"GPL\") final class " + name
                + " { @Xdp static int program(XdpContext context) { " + body + " } }";
    }

    private static void check(Path file) {
        var source = read(file);
        var diagnostics =
                Build.with(options(source), name(file), source).compilation().diagnostics();
        var said = diagnostics.stream()
                .map(RefusalTest::message)
                .sorted(Message.ORDER)
                .toList();
        if (Boolean.getBoolean("golden.update")) write(GOLDEN.resolve(file.getFileName()), annotate(source, said));
        else assertThat(said).isEqualTo(expected(source));
    }

    private static List<Object> options(String source) {
        return source.lines()
                .takeWhile(line -> line.startsWith(OPTION))
                .<Object>map(line -> line.substring(OPTION.length() - 2))
                .toList();
    }

    private static Message message(Diagnostic<? extends JavaFileObject> diagnostic) {
        var matcher = SAID.matcher(diagnostic.getMessage(Locale.ROOT));
        if (!matcher.matches()) throw new AssertionError(diagnostic.toString());
        var kind = diagnostic.getKind() == Diagnostic.Kind.ERROR ? "" : "warning ";
        return new Message(
                diagnostic.getLineNumber(),
                diagnostic.getColumnNumber(),
                kind + "SKEP" + matcher.group(1) + " " + matcher.group(2));
    }

    private static List<Message> expected(String source) {
        var messages = new ArrayList<Message>();
        var guilty = 0;
        var lines = source.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!COMMENT.matcher(line).matches()) guilty = i + 1;
            else messages.add(new Message(guilty, line.indexOf('^') + 1, line.substring(line.indexOf('^') + 2)));
        }
        return messages;
    }

    /** Puts a comment below each guilty line, in place of those that are there. */
    private static String annotate(String source, List<Message> said) {
        var result = new StringBuilder();
        var lines = source.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            if (!COMMENT.matcher(lines.get(i)).matches())
                result.append(lines.get(i)).append('\n');
            var line = i + 1;
            said.stream().filter(message -> message.line == line).forEach(message -> result.append(message.comment())
                    .append('\n'));
        }
        return result.toString();
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static Stream<Path> cases() {
        try (var files =
                Files.list(Path.of(RefusalTest.class.getResource("refused").toURI()))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
