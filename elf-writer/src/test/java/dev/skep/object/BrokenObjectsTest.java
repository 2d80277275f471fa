package dev.skep.object;

import static dev.skep.testkit.loader.Loader.AYA;
import static dev.skep.testkit.loader.Loader.CILIUM;
import static dev.skep.testkit.loader.Loader.IPROUTE2;
import static dev.skep.testkit.loader.Loader.LIBBPF;
import static dev.skep.testkit.loader.Loader.LIBBPF_1_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.IsaVersion;
import dev.skep.asm.Target;
import dev.skep.testkit.Judge;
import dev.skep.testkit.loader.Loader;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.Column;
import dev.skep.testkit.matrix.Matrix;
import dev.skep.testkit.matrix.Row;
import dev.skep.testkit.matrix.TestJudges;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An object that every loader takes, broken in one way each: who refuses it is why the contract has its rule. The writer
 * refuses to write any of them, so they are broken afterwards.
 */
class BrokenObjectsTest {
    private record Case(String name, UnaryOperator<byte[]> breaking, Set<Loader> refusedBy) {}

    // spotless:off
    private static final List<Case> CASES = List.of(
            new Case("whole",              object -> object,             EnumSet.noneOf(Loader.class)),
            new Case("local_map_symbol",   Broken::localMapSymbol,       EnumSet.of(LIBBPF_1_1, LIBBPF, CILIUM, IPROUTE2)),
            new Case("unnamed_parameter",  Broken::unnamedParameter,     EnumSet.of(LIBBPF_1_1, LIBBPF, CILIUM, IPROUTE2)),
            new Case("no_line_info",       Broken::noLineInfo,           EnumSet.of(CILIUM)),
            new Case("unknown_section",    Broken::unknownSection,       EnumSet.of(LIBBPF_1_1, LIBBPF, CILIUM, AYA)),
            new Case("no_null_check",      Broken::noNullCheck,          EnumSet.of(LIBBPF_1_1, LIBBPF, CILIUM, IPROUTE2)));
    // spotless:on

    @Test
    void isRefusedByExactlyThoseWhoShould(@TempDir Path folder) throws IOException {
        Judge.require("llvm-objcopy-19");
        byte[] whole = ObjectWriter.write(BaseObject.in(ByteOrder.nativeOrder()), Target.of(IsaVersion.V3));
        List<Path> files = new ArrayList<>();
        for (Case one : CASES)
            files.add(Files.write(
                    folder.resolve(one.name() + ".o"), one.breaking().apply(whole)));
        Matrix matrix = TestJudges.judgeOnThisKernel(files);

        for (int i = 0; i < CASES.size(); i++) {
            Set<Loader> expected = EnumSet.copyOf(TestJudges.loaders());
            expected.retainAll(CASES.get(i).refusedBy());
            assertThat(refusing(matrix, files.get(i)))
                    .as("%s%n%s", CASES.get(i).name(), matrix.text())
                    .isEqualTo(expected);
        }
    }

    private static Set<Loader> refusing(Matrix matrix, Path file) {
        Set<Loader> refusing = EnumSet.noneOf(Loader.class);
        for (Row row : matrix.rows()) {
            for (Column column : matrix.columns()) {
                if (row.object().equals(file) && matrix.at(row, column).verdict() instanceof Verdict.Refused) {
                    refusing.add(column.loader());
                }
            }
        }
        return refusing;
    }
}
