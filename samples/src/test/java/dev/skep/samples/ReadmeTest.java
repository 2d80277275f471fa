package dev.skep.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what stands. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    private final String readme = read("README.md");

    @Test
    void showsTheSampleAsItIsCompiled() {
        var shown = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(shown.find()).isTrue();
        assertThat(read("samples/src/main/java/dev/skep/samples/PacketCounter.java"))
                .contains(shown.group(1));
    }

    @Test
    void namesCommandsThatCanBeRun() {
        var commands =
                Pattern.compile("(?:^    |`)\\./(\\w+)", Pattern.MULTILINE).matcher(readme);
        assertThat(commands.results().map(found -> found.group(1)))
                .contains("demo", "check", "skep")
                .allSatisfy(command -> assertThat(ROOT.resolve(command)).isExecutable());
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError("README and samples are read from the root of the build", e);
        }
    }
}
