package dev.skep.compiler.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.SourceText;
import dev.skep.kernel.KernelVersion;
import dev.skep.object.ObjectReader;
import dev.skep.object.text.ObjectAssembler;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.TestJudges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules find what kernels refuse, and nothing else: one program for each way to break one, and those that are nearly the same. */
class VerifierRulesTest {
    static Stream<RuleCase> cases() {
        return RuleCase.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findWhatIsWrong(RuleCase case_) {
        var complaints = VerifierRules.check(ObjectReader.read(case_.object()), case_.kernel());
        if (case_.rule().isEmpty()) assertThat(complaints).isEmpty();
        else assertThat(complaints).extracting(Complaint::rule).contains(case_.rule());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreeWithTheRunningKernel(RuleCase case_) {
        Kernel.require();
        var object = case_.object();
        if (case_.refused() == RuleCase.Judged.EVERYWHERE) {
            assertThatThrownBy(() -> Kernel.load(object).close()).isInstanceOf(KernelRefused.class);
        } else {
            try (var loaded = Kernel.load(object)) {
                assertThat(loaded.program("p").id()).isPositive();
            }
        }
    }

    /** With {@code -Dskep.all} old kernels refuse what the rules say of them; else this machine's kernel is asked once more. */
    @Test
    void agreeWithOtherKernels(@TempDir Path folder) throws IOException {
        var cases = RuleCase.all();
        List<Path> objects = new ArrayList<>();
        for (var i = 0; i < cases.size(); i++)
            objects.add(Files.write(
                    folder.resolve("%02d.o".formatted(i)), cases.get(i).object()));
        var matrix = TestJudges.judge(objects);
        List<String> wrong = new ArrayList<>();
        for (var row : matrix.rows()) {
            var case_ = cases.get(objects.indexOf(row.object()));
            for (var column : matrix.columns()) {
                var verdict = matrix.at(row, column).verdict();
                if (column.kernel().isEmpty() || verdict instanceof Verdict.NotApplicable) continue;
                var expected =
                        switch (case_.refused()) {
                            case EVERYWHERE -> true;
                            case ON_OLD_KERNELS -> column.kernel().equals("5.10");
                            case NOWHERE -> false;
                        };
                // the newest kernel may have learned what the rules still ask for
                var decided = case_.refused() == RuleCase.Judged.NOWHERE
                        || !column.kernel().equals("newest")
                                && (case_.refused() == RuleCase.Judged.EVERYWHERE
                                        || List.of("5.10", "host").contains(column.kernel()));
                if (decided && verdict instanceof Verdict.Refused != expected)
                    wrong.add(case_ + " on " + column.label() + ": " + verdict);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Each fork leaves one more bit in a register; where that is wanted at the end, every combination is followed. */
    private static byte[] forks(int forks, String kept, String end) {
        var body = IntStream.range(0, forks)
                .mapToObj(i ->
                        "call 7\nif w0 s> 5 goto behind" + i + "\nr6 " + kept + (1 << i % 6) + "\nbehind" + i + ":\n")
                .collect(Collectors.joining());
        var text = """
                .license "GPL"
                .struct entry, u8[64] bytes
                .map table, array, key=u32, value=struct entry, max_entries=4
                .program p, "xdp"
                r6 = 0
                %s
                *(u32 *)(r10 - 4) = 0
                r1 = table ll
                r2 = r10
                r2 += -4
                call 1
                if r0 == 0 goto out
                %s
                out:
                r0 = 0
                exit
                .end
                """.formatted(body, end);
        return ObjectAssembler.assemble(SourceText.of("forks.s", text), AssemblyOptions.DEFAULT);
    }

    @Test
    void seeThatPathsMultiply() {
        Kernel.require();
        var target = KernelVersion.parse("5.10");
        var multiplied = forks(10, "+= ", "r6 &= 31\nr0 += r6\nr0 = *(u8 *)(r0 + 0)");
        var forgotten = forks(10, "= ", "r6 = 1\nr0 = *(u8 *)(r0 + 0)");
        assertThat(VerifierRules.steps(ObjectReader.read(multiplied), target))
                .isGreaterThan(10 * VerifierRules.steps(ObjectReader.read(forgotten), target));
        assertThat(processed(multiplied)).isGreaterThan(10 * processed(forgotten));
    }

    static int processed(byte[] object) {
        try (var loaded = Kernel.load(object)) {
            return loaded.program("p").log().processedInstructions().orElseThrow();
        }
    }
}
