package dev.skep.compiler.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.Code;
import dev.skep.asm.IsaVersion;
import dev.skep.compiler.Compiler;
import dev.skep.compiler.LevelScan;
import dev.skep.compiler.Options;
import dev.skep.ir.Unit;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrParser;
import dev.skep.kernel.KernelVersion;
import dev.skep.object.BpfObject;
import dev.skep.object.ObjectWriter;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.loader.Verdict;
import dev.skep.testkit.matrix.TestJudges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the compiler makes keeps the rules V1 to V17 for each kernel it may be made for: programs that tempt it to break one, optimised and not.
 * {@link VerifierRules} judge the shape of the code, the running kernel the program, and with {@code -Dskep.all} old kernels, too.
 */
class GeneratedCodeTest {
    private static final String OLD = "5.10";
    private static final String NEW = "6.12";
    private static final String FIRST = "6.12 v1";
    private static final String SECOND = "5.10 v2";

    private static BpfObject compiled(String source, Options options) {
        var unit = unit(source);
        return Compiler.model(unit, options);
    }

    private static Unit unit(String source) {
        var unit = IrParser.unit(source);
        IrChecker.check(unit);
        return unit;
    }

    /** Reads a kernel, and the level of the instruction set where it is not the newest that the kernel has. */
    private static Options options(String target) {
        var words = target.split(" ", -1);
        var options = Options.DEFAULT.withTargetKernel(KernelVersion.parse(words[0]));
        return words.length == 1 ? options : options.withIsa(IsaVersion.valueOf(words[1].toUpperCase(Locale.ROOT)));
    }

    /** Compiles in both ways, lets everybody judge, and returns the optimised code. */
    private static String judged(String kernel, String... tests) {
        Code last = null;
        for (var test : tests) {
            var source = RuleSources.of(test);
            for (var options : List.of(options(kernel).withoutOptimization(), options(kernel))) {
                var object = compiled(source, options);
                last = object.programs().get(0).code();
                assertThat(VerifierRules.check(object, options.targetKernel()))
                        .as("%s for %s%n%s", test, kernel, last)
                        .isEmpty();
                assertThat(LevelScan.above(ObjectWriter.write(object, options.target()), options.isa()))
                        .as("%s for %s%n%s", test, kernel, last)
                        .isEmpty();
                if (Kernel.available()) {
                    try (var loaded = Kernel.load(ObjectWriter.write(object, options.target()))) {
                        assertThat(loaded.program(last.name()).id()).isPositive();
                    }
                }
            }
        }
        return last == null ? "" : last.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v01NullChecksCompareAllBitsWithAnImmediate(String kernel) {
        assertThat(judged(kernel, "null-as-a-value", "null-check")).containsPattern("if r\\d [!=]= 0 goto");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v02PacketsAreComparedWithTheirEnd(String kernel) {
        assertThat(judged(kernel, "packet-conditions", "packet-headers")).containsPattern("if r\\d [<>]=? r\\d goto");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v03AVariablePacketPointerIsMadeOnce(String kernel) {
        judged(kernel, "variable-packet-pointer");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v04PacketsAreReadAnewWhenTheyMove(String kernel) {
        var code = judged(kernel, "packet-moves");
        assertThat(code.split("\\(r6 \\+ 0\\)", -1)).as(code).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v05ContextsAreReadFieldByField(String kernel) {
        assertThat(judged(kernel, "context-fields", "context-written")).doesNotContain("u64 *)(r1");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v06PointersAreMovedByWholeRegisters(String kernel) {
        judged(kernel, "pointers-moved");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v07NoLoadSeesAContextAndSomethingElse(String kernel) {
        var code = judged(kernel, "context-or-value");
        assertThat(code.split("\\*\\(u32 \\*\\)\\(r\\d \\+ 16\\)\n", -1))
                .as(code)
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v08IndicesAreBoundedInTheRegisterThatIsAdded(String kernel) {
        judged(kernel, "index-masked", "index-compared", "index-narrow", "index-of-a-byte");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v09NothingIsReadBeforeItsCheck(String kernel) {
        judged(kernel, "read-behind-checks");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v10CallsLeaveNoArguments(String kernel) {
        judged(kernel, "values-over-calls");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v11ResultsKeepTheirRange(String kernel) {
        judged(kernel, "result-spilled", "result-of-a-lookup");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v12TheFrameIsAligned(String kernel) {
        judged(kernel, "frame-of-odd-sizes", "result-spilled");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v13OnlyInstructionsThatTheKernelHas(String kernel) {
        var code = judged(kernel, "newer-instructions");
        if (kernel.equals(NEW)) assertThat(code).contains("(s8)", "(s32)", "s/=", "bswap32");
        else assertThat(code).doesNotContain("(s8)", "(s16)", "(s32)", "s/=", "s%=", "bswap", "gotol");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v14LoopsEnd(String kernel) {
        judged(kernel, "loops");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v15DivisionsAndShiftsAreNotGuarded(String kernel) {
        assertThat(judged(kernel, "divisions"))
                .contains(" /= ", " %= ", " <<= ")
                .doesNotContain("if ");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v16EverythingIsReached(String kernel) {
        judged(kernel, "dead-arms", "atomics");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, "5.15", "6.1", NEW, FIRST, SECOND})
    void v17PathsDoNotMultiply(String kernel) {
        Kernel.require();
        var forks = 12;
        for (var options : List.of(options(kernel).withoutOptimization(), options(kernel))) {
            var object = compiled(RuleSources.forks(forks), options);
            var size = object.programs().get(0).code().elements().size();
            assertThat(VerifierRules.check(object, options.targetKernel())).isEmpty();
            assertThat(VerifierRules.steps(object, options.targetKernel())).isLessThan(4 * size);
            assertThat(VerifierRulesTest.processed(ObjectWriter.write(object, options.target())))
                    .isLessThan(4 * size);
        }
    }

    @Test
    void everySourceIsCompiledByATest() {
        assertThat(RuleSources.names()).hasSizeGreaterThan(20);
    }

    /** With {@code -Dskep.all} every kernel judges; what is made for the oldest one all of them take. */
    @Test
    void otherKernelsTakeIt(@TempDir Path folder) throws IOException {
        Map<String, Path> objects = new TreeMap<>();
        for (var name : RuleSources.names())
            for (var kernel : List.of(OLD, NEW)) {
                var options = options(kernel);
                var bytes = Compiler.compile(unit(RuleSources.of(name)), options);
                var file = name + "-" + kernel;
                objects.put(file, Files.write(folder.resolve(file + ".o"), bytes));
            }
        var matrix = TestJudges.judge(List.copyOf(objects.values()));
        List<String> refused = new ArrayList<>();
        for (var row : matrix.rows())
            for (var column : matrix.columns()) {
                var verdict = matrix.at(row, column).verdict();
                var older = row.object().toString().endsWith(NEW + ".o")
                        && List.of("5.10", "6.1").contains(column.kernel());
                if (verdict instanceof Verdict.Refused
                        && !older
                        && !column.kernel().isEmpty())
                    refused.add(row.object().getFileName() + ", " + column.label() + ": " + verdict);
            }
        assertThat(refused).as(matrix.text()).isEmpty();
    }
}
