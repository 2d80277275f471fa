package dev.skep.testkit.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.testkit.loader.JudgedObject;
import dev.skep.testkit.loader.Judgement;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Trial;
import dev.skep.testkit.loader.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTest {
    private static final Path A = Path.of("a.o");
    private static final Path B = Path.of("b.o");
    private static final Column OLD = new Column("5.10", Loader.LIBBPF);
    private static final Column HOST = new Column("host", Loader.CILIUM);
    private static final Column FILE = new Column("", Loader.GEN_OBJECT);

    private final Matrix matrix = Matrix.of(List.of(A, B), said());

    private static LinkedHashMap<Column, List<JudgedObject>> said() {
        LinkedHashMap<Column, List<JudgedObject>> said = new LinkedHashMap<>();
        said.put(
                OLD,
                List.of(
                        said(A, accepted("count", 38), refused("drop", "R0 !read_ok")),
                        said(B, refused("-", "not an ELF file"))));
        said.put(HOST, List.of(said(A, ran("count"), accepted("drop", 7)), said(B, refused("-", "not an ELF file"))));
        said.put(FILE, List.of(said(A, notApplicable("-", "no bpftool")), said(B, refused("-", "empty"))));
        return said;
    }

    @Test
    void isATableWithItsReasonsOnceEachBelow() {
        assertThat(matrix.text()).isEqualTo("""
                                5.10    host
                object  program  libbpf  cilium  gen-object
                a.o     count    ok 38   ok [1]  n/a [2]
                a.o     drop     no [3]  ok 7    n/a [2]
                b.o     -        no [4]  no [4]  no [5]

                [1] returned 2, output 00ff
                [2] not applicable: no bpftool
                [3] refused: R0 !read_ok
                [4] refused: not an ELF file
                [5] refused: empty
                """.replaceFirst("^ {16}", "                 "));
    }

    @Test
    void whatIsSaidOfAnObjectHoldsForEachOfItsPrograms() {
        assertThat(matrix.rows()).containsExactly(new Row(A, "count"), new Row(A, "drop"), new Row(B, "-"));
        assertThat(matrix.at(new Row(A, "drop"), FILE).verdict()).isEqualTo(new Verdict.NotApplicable("no bpftool"));
    }

    @Test
    void aProgramThatAJudgeDoesNotNameHasNoVerdict() {
        LinkedHashMap<Column, List<JudgedObject>> said = new LinkedHashMap<>();
        said.put(OLD, List.of(said(A, accepted("count", 1))));
        said.put(HOST, List.of(said(A, accepted("other", 1))));
        Matrix some = Matrix.of(List.of(A), said);
        assertThat(some.at(new Row(A, "other"), OLD).verdict()).isInstanceOf(Verdict.NotApplicable.class);
    }

    @Test
    void hasNoOtherCells() {
        assertThatThrownBy(() -> matrix.at(new Row(B, "count"), OLD)).hasMessageContaining("no cell");
    }

    @Test
    void writesTheLogOfEachRefusalInPlaceOfThoseOfAnEarlierOne(@TempDir Path folder) throws Exception {
        LogFiles logs = new LogFiles(folder.resolve("logs"));
        assertThat(logs.write(matrix)).isEqualTo(4);
        Files.writeString(folder.resolve("logs/9_old.log"), "");
        Files.writeString(folder.resolve("logs/mine"), "");
        Files.writeString(folder.resolve("logs/system.log"), "");
        assertThat(logs.write(matrix)).isEqualTo(4);
        assertThat(folder.resolve("logs"))
                .isDirectoryNotContaining("glob:**9_old.log")
                .isDirectoryContaining("glob:**mine")
                .isDirectoryContaining("glob:**system.log");
        assertThat(folder.resolve("logs/2_a.o_drop_5.10_libbpf.log")).hasContent("R0 !read_ok\n\nlog of drop");
    }

    private static JudgedObject said(Path object, Judgement... judgements) {
        return new JudgedObject(object.toString(), List.of(judgements), true);
    }

    private static Judgement accepted(String program, int instructions) {
        return Judgement.of(program, new Verdict.Accepted(OptionalInt.of(instructions), ""));
    }

    private static Judgement refused(String program, String reason) {
        return Judgement.of(program, new Verdict.Refused(reason, "log of " + program));
    }

    private static Judgement notApplicable(String program, String reason) {
        return Judgement.of(program, new Verdict.NotApplicable(reason));
    }

    private static Judgement ran(String program) {
        return new Judgement(
                program,
                new Verdict.Accepted(OptionalInt.empty(), ""),
                new Trial.Ran(2, new byte[] {0, -1}, OptionalLong.empty()),
                new Trial.NotTried());
    }
}
