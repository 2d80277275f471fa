package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * All of Java that the language does not have, by chapters. Each file of the folder {@code unsupported} is compiled; below a guilty line stand
 * a caret at the guilty column with code and message, and what to write instead. {@code -Dgolden.update} writes these comments anew. A file
 * that needs a newer Java says so in its first line.
 */
class UnsupportedJavaTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/skep/processor/unsupported");
    private static final Pattern COMMENT = Pattern.compile("^// *(\\^ |fix: ).*$");
    private static final Pattern SAID =
            Pattern.compile("^\\[(SKEP\\d+)] (.*)\n *why: .*\n *fix: (.*)$", Pattern.MULTILINE);
    private static final Pattern SINCE = Pattern.compile("^// since (\\d+)\n.*", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> isRefusedWithTheWayOut() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        var text = Files.readString(file);
        requireJava(text);
        var source = text.lines()
                .filter(line -> !COMMENT.matcher(line).matches())
                .collect(Collectors.joining("\n", "", "\n"));
        var build = Build.of(name(file), source);
        var annotated = annotate(source, build.compilation().diagnostics());
        if (Boolean.getBoolean("golden.update")) Files.writeString(file, annotated);
        else assertThat(annotated).isEqualTo(text);
    }

    private static void requireJava(String text) {
        var since = SINCE.matcher(text);
        if (since.matches() && Runtime.version().feature() < Integer.parseInt(since.group(1)))
            throw new TestAbortedException("this JDK is older than " + since.group(1));
    }

    private static String annotate(String source, List<Diagnostic<? extends JavaFileObject>> said) {
        var result = new StringBuilder();
        var lines = source.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var line = i + 1;
            result.append(lines.get(i)).append('\n');
            said.stream()
                    .filter(each -> each.getLineNumber() == line)
                    .sorted(Comparator.comparing(Diagnostic::getColumnNumber))
                    .forEach(each -> result.append(comment(each)));
        }
        said.stream().filter(each -> each.getLineNumber() < 1).forEach(result::append);
        return result.toString();
    }

    private static String comment(Diagnostic<? extends JavaFileObject> said) {
        var matcher = SAID.matcher(said.getMessage(Locale.ROOT));
        if (!matcher.matches()) return said + "\n";
        var place = " ".repeat((int) said.getColumnNumber() - 3);
        var kind = said.getKind() == Diagnostic.Kind.ERROR ? "" : "warning ";
        return "//" + place + "^ " + kind + matcher.group(1) + " " + matcher.group(2) + "\n//" + place + "  fix: "
                + matcher.group(3) + "\n";
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
