package dev.skep.object.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.AssemblyParser;
import dev.skep.asm.text.SourceText;
import dev.skep.object.ObjectReader;
import dev.skep.testkit.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the assembler's README shows. */
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```asm\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static String readme() throws IOException {
        return Files.readString(Path.of("..", "assembler", "README.md"));
    }

    private static byte[] example() throws IOException {
        String text = EXAMPLE.matcher(readme())
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
        return ObjectAssembler.assemble(SourceText.of("count.s", text), AssemblyOptions.DEFAULT);
    }

    @Test
    void hasAnExampleThatAssembles() throws IOException {
        assertThat(ObjectReader.read(example()).programs()).extracting("name").containsExactly("count");
    }

    @Test
    void hasAnExampleThatRuns() throws IOException {
        Kernel.require();
        try (var object = Kernel.load(example())) {
            assertThat(object.program("count").run(new byte[14]).returnValue()).isEqualTo(2);
        }
    }

    @Test
    void showsInstructionsThatAssemble() throws IOException {
        List<String> rows = readme().lines()
                .dropWhile(line -> !line.startsWith("| `llvm`"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
        assertThat(rows).hasSize(10);
        for (String row : rows) {
            for (MatchResult code : CODE.matcher(row).results().toList()) {
                String text = "out: verdict: hits: " + code.group(1) + "\n";
                assertThat(AssemblyParser.parse(SourceText.of("row", text), AssemblyOptions.DEFAULT)
                                .sections())
                        .as(text)
                        .isNotEmpty();
            }
        }
    }
}
