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
    /** Who refuses what of others' objects, and why it may. */
    private record Refusal(String object, String program, String judge, String reason) {}

    // spotless:off
    private static final List<Refusal> EXPECTED = List.of(
            new Refusal("runqlat.o", "rq_switch", "5.10", "task_struct.__state came with 5.14"),
            new Refusal("tc_",       "",          "aya",  "aya knows classifier, not tc"),
            new Refusal("xdp_null.o", "",         "aya",  "it has a program in tc, too"));

    private static final List<Refusal> EXPECTED_OF_REFERENCES = List.of(
            new Refusal("p_base",             "xp",   "5.10",       "a callback for a helper that came with 5.13"),
            new Refusal("p_classifier",       "xp",   "5.10",       "the same"),
            new Refusal("q_kfunc",            "prog", "5.10",       "its kfunc came with 6.2"),
            new Refusal("q_kfunc",            "prog", "6.1",        "the same"),
            new Refusal("q_kfunc",            "prog", "aya",        "aya-obj 0.2.1 has no kfuncs"),
            new Refusal("q_kfunc",            "prog", "gen-object", "its license has no BTF"),
            new Refusal("c_guarded_missing",  "prog", "gen-object", "the same"));
    // spotless:on

    @Test
    void takesTheReferencesWhereTheirKernelHasWhatTheyUse() throws IOException {
        List<Path> objects;
        try (var files = Files.list(Shared.require("reference"))) {
            objects = files.filter(file -> file.toString().endsWith(".o"))
                    .sorted()
                    .toList();
        }
        Matrix matrix = TestJudges.judge(objects);
        assertThat(refusals(matrix)).as(matrix.text()).allMatch(refusal -> EXPECTED_OF_REFERENCES.stream()
                .anyMatch(expected -> covers(expected, refusal)));
        List<String> asked = matrix.columns().stream().map(Column::label).toList();
        assertThat(EXPECTED_OF_REFERENCES)
                .filteredOn(expected -> asked.stream().anyMatch(label -> label.contains(expected.judge())))
                .as(matrix.text())
                .allMatch(expected -> refusals(matrix).stream().anyMatch(refusal -> covers(expected, refusal)));
    }

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
