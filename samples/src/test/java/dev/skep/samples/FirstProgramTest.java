package dev.skep.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.Missing;
import dev.skep.testkit.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first program of the README: its files and its commands, word by word from there, in a folder that is empty. */
final class FirstProgramTest {
    /** What another compiler, kernel or run may change without making the README wrong. */
    private static final Pattern NUMBERS =
            Pattern.compile("(?<=\\.o: )\\d+(?= bytes)|\\d+(?= BTF types| instructions|ns$)|(?<=xdp  )\\d+(?=  R_BPF)");

    /** What Maven writes to a terminal that it does not have. */
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[\\d;]*m");

    @Test
    void goesAsTheReadmeSays(@TempDir Path home) throws IOException {
        var here = Files.createDirectory(home.resolve("hello"));
        var asRoot = Kernel.available() && Judge.find("bpftool").isPresent();
        try (var tools = FirstProgramTools.in(home)) {
            for (var part : WalkPart.of(Path.of("../README.md"), "Your first program")) {
                if (part instanceof WalkPart.File file) Files.writeString(here.resolve(file.name()), file.text());
                else if (part instanceof WalkPart.Command command && (asRoot || !command.asRoot()))
                    run(command, here, tools);
            }
        } finally {
            Judge.require("umount").run("-q", here.resolve("fs").toString());
        }
        if (!asRoot)
            throw Missing.judge(
                    "what needs root is left out: " + Kernel.unavailable().orElse("no bpftool"));
    }

    private static void run(WalkPart.Command command, Path here, FirstProgramTools tools) {
        Output output = tools.run(here, command.text());
        assertThat(output.exit()).as("%s", output).isZero();
        assertThat(masked(output.out() + output.err())).as(command.text()).isEqualTo(masked(command.output()));
    }

    private static List<String> masked(String text) {
        return NUMBERS.matcher(COLOURS.matcher(text).replaceAll(""))
                .replaceAll("…")
                .lines()
                .filter(line -> !line.startsWith("WARNING: ")) // newer JDKs about older Mavens
                .toList();
    }
}
