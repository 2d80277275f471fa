package dev.skep.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Shared;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.Column;
import dev.skep.testkit.matrix.Matrix;
import dev.skep.testkit.matrix.Row;
import dev.skep.testkit.matrix.TestJudges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our samples, and what clang makes of other programs, before every judge that this build asks. */
final class WholeMatrixTest {
    /** What refuses which of clang's objects, and why it may. */
    private record Refusal(String object, String program, String judge, String reason) {}

    // spotless:off
    private static final List<Refusal> EXPECTED = List.of(
            new Refusal("runqlat.o", "rq_switch", "5.10", "task_struct.__state came with 5.14"),
            new Refusal("tc_",       "",          "aya",  "aya knows classifier, not tc"),
            new Refusal("xdp_null.o", "",         "aya",  "it has a program in tc, too"));
    // spotless:on

    @Test
    void takesTheSamplesEverywhere() {
        Matrix matrix =
                TestJudges.judge(Stream.of(Sample.values()).map(Sample::object).toList());
        assertThat(refusals(matrix)).as(matrix.text()).isEmpty();
    }

    @Test
    void takesWhatClangMakes(@TempDir Path folder) throws IOException {
        Matrix matrix = TestJudges.judge(compiled(folder));
        assertThat(refusals(matrix)).as(matrix.text()).allMatch(refusal -> EXPECTED.stream()
                .anyMatch(expected -> covers(expected, refusal)));
    }

    private static boolean covers(Refusal expected, Refusal refusal) {
        return refusal.object().startsWith(expected.object())
                && refusal.program().contains(expected.program())
                && refusal.judge().contains(expected.judge());
    }

    private static List<Refusal> refusals(Matrix matrix) {
        List<Refusal> refusals = new ArrayList<>();
        for (Row row : matrix.rows()) {
            for (Column column : matrix.columns()) {
                Verdict verdict = matrix.at(row, column).verdict();
                if (verdict instanceof Verdict.Refused)
                    refusals.add(new Refusal(
                            row.object().getFileName().toString(), row.program(), column.label(), verdict.toString()));
            }
        }
        return refusals;
    }

    private static List<Path> compiled(Path folder) throws IOException {
        Path types = Files.write(
                folder.resolve("vmlinux.h"),
                Judge.require("bpftool")
                        .run("btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c")
                        .orFail()
                        .bytes());
        List<Path> objects = new ArrayList<>();
        try (var sources = Files.list(Shared.require("bench/c"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".c"))
                    .sorted()
                    .toList()) {
                objects.add(InC.compiled(
                        source,
                        folder,
                        "-I" + types.getParent(),
                        "-I" + source.getParent(),
                        "-D__TARGET_ARCH_x86",
                        "-mcpu=v3",
                        "-w"));
            }
        }
        return objects;
    }
}
