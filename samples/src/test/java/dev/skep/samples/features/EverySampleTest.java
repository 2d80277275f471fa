package dev.skep.samples.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.BpfFs;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every sample: bpftool loads it, {@code samples/README.md} names it, and it is short. */
final class EverySampleTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path OBJECTS = Path.of("target/classes/META-INF/bpf");
    private static final Pattern OBJECT = Pattern.compile("object = \"(\\w+)\"");
    private static final Pattern ROW =
            Pattern.compile("^\\| \\[(\\w+)]\\(src/main/java/([\\w/]+\\.java)\\) \\| \\S.* \\| \\S.* \\|$");

    @ParameterizedTest
    @MethodSource("samples")
    void isLoadedByBpftool(String sample) throws IOException {
        Kernel.require();
        var named = OBJECT.matcher(Files.readString(SOURCES.resolve(sample)));
        var object = named.find() ? named.group(1) : sample.replace(".java", "").replace('/', '.');
        try (var pins = BpfFs.mount()) {
            var folder = pins.folder().resolve("programs");
            Judge.require("bpftool")
                    .run("prog", "loadall", OBJECTS.resolve(object + ".bpf.o").toString(), folder.toString())
                    .orFail();
            assertThat(folder).isNotEmptyDirectory();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isShort(String sample) throws IOException {
        var code = Files.readAllLines(SOURCES.resolve(sample)).stream()
                .dropWhile(line -> !line.startsWith("@Bpf"))
                .toList();
        assertThat(code).hasSizeBetween(15, 80);
    }

    @Test
    void allAreInTheTable() throws IOException {
        var rows = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| ["))
                .map(line -> {
                    var row = ROW.matcher(line);
                    assertThat(line).matches(ROW);
                    return row.matches() && row.group(2).endsWith("/" + row.group(1) + ".java") ? row.group(2) : line;
                })
                .toList();
        try (var all = Files.walk(SOURCES)) {
            assertThat(rows)
                    .containsExactlyInAnyOrderElementsOf(all.filter(
                                    file -> file.toString().endsWith(".java"))
                            .map(file -> SOURCES.relativize(file).toString())
                            .filter(file ->
                                    !file.endsWith("-info.java") && !file.contains("/demo/") && !file.contains("/dsl/"))
                            .toList());
        }
    }

    static Stream<String> samples() throws IOException {
        List<String> found;
        try (var files = Files.list(SOURCES.resolve("dev/skep/samples/features"))) {
            found = files.map(file -> SOURCES.relativize(file).toString())
                    .filter(file -> !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
        return found.stream();
    }
}
