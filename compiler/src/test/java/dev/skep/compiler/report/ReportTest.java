package dev.skep.compiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.asm.IsaVersion;
import dev.skep.compiler.Compiler;
import dev.skep.compiler.Golden;
import dev.skep.compiler.Options;
import dev.skep.compiler.SkepException;
import dev.skep.compiler.StageListener;
import dev.skep.ir.Unit;
import dev.skep.ir.text.IrParser;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    /** Two programs with what can be counted: a function that goes into them, a key in the frame, values over calls. */
    private static final Unit UNIT = IrParser.unit("""
            unit "u" license "GPL"
            source "Two.java" {
                4 "map.lookup(key)"
                5 "return one + two;"
            }
            map counts hash key u32 value u64 entries 4
            function inlinable twice(n %0: i64 as u64) u64 @"Two.java":2 {
            entry.0:
                %1: i64 = add %0, %0 @2
                return %1 @2
            }
            function entry "xdp" busy(ctx %0: ptr.ctx as void*) s32 @"Two.java":3 {
                slot $0 key 4 align 4 @4:9
            entry.0:
                %1: i64 = helper bpf_ktime_get_ns() @3
                %2: i64 = call twice(%1) @3
                %3: i32 = const 7 @4
                %4: ptr.stack = slot $0 @4
                store u32 [%4 + 0], %3 @4
                %5: ptr.map = map counts @4
                %6: ptr.value? = helper bpf_map_lookup_elem(%5, %4) @4
                %7: ptr.value? = const 0 @4
                branch eq %6, %7 then miss.1 else hit.2 @4
            miss.1:
                %8: i32 = const 1 @5
                return %8 @5
            hit.2:
                %9: i64 = load u64 [%6 + 0] @5
                %10: i64 = add %9, %2 @5
                %11: i32 = truncate %10 @5
                return %11 @5
            }
            function entry "xdp" idle(ctx %0: ptr.ctx as void*) s32 @"Two.java":9 {
            entry.0:
                %1: i32 = const 2 @9
                return %1 @9
            }
            """);

    private static String report(Options options, Unit unit, ReportRequest request) {
        var report = new Report("Two", request);
        Compiler.compile(unit, options.withListener(report.listener()));
        return report.text();
    }

    private static ReportRequest dumps(String... dumps) {
        return new ReportRequest(Arrays.stream(dumps).map(Dump::parse).toList(), ReportRequest.Statistics.UNWANTED);
    }

    private static final ReportRequest STATISTICS = new ReportRequest(List.of(), ReportRequest.Statistics.WANTED);

    @ParameterizedTest
    @ValueSource(strings = {"ir", "inline-functions", "forward-stores", "machine", "registers", "code"})
    void listsEachFunctionAfterAStage(String stage) {
        Golden.assertMatches(ReportTest.class, stage, report(Options.DEFAULT, UNIT, dumps(stage)));
    }

    @Test
    void countsSlotsRegistersSpillsAndTheOwnersOfTheStack() {
        Golden.assertMatches(ReportTest.class, "statistics", report(Options.DEFAULT, UNIT, STATISTICS));
    }

    /** The function that nothing inlines keeps its column to the end. */
    @Test
    void countsWithoutOptimisation() {
        Golden.assertMatches(
                ReportTest.class,
                "statistics-without-optimisation",
                report(Options.DEFAULT.withoutOptimization(), UNIT, STATISTICS));
    }

    @Test
    void namesValuesThatFoundNoRegister() {
        var reads = new StringBuilder();
        var sum = new StringBuilder();
        for (var i = 1; i <= 7; i++)
            reads.append("    %%%d: i64 = helper bpf_get_prandom_u32() @%d%n".formatted(i, 10 + i));
        sum.append("    %8: i64 = const 0\n");
        for (var i = 1; i <= 7; i++) sum.append("    %%%d: i64 = xor %%%d, %%%d @30%n".formatted(8 + i, 7 + i, i));
        var unit = IrParser.unit("unit \"u\" license \"GPL\"\n"
                + "function entry \"xdp\" p(ctx %0: ptr.ctx as void*) s32 @\"S.java\":9 {\nentry.0:\n" + reads + sum
                + "    %16: i32 = truncate %15\n    return %16\n}\n");

        assertThat(report(Options.DEFAULT, unit, STATISTICS))
                .contains(
                        "  spills     places 2, stores 2, loads 2\n",
                        "  stack      16 of 512 bytes\n",
                        "    r10-8: 8 for spilled value of S.java:1");
    }

    @Test
    void listsOnlyTheFunctionAskedFor() {
        assertThat(report(Options.DEFAULT, UNIT, dumps("code:idle"))).isEqualTo("""
                --- Two: `idle` after code
                idle:
                    ; Two.java:9
                    r0 = 2
                    exit

                """);
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource(delimiter = '|', value = {
        "code:bsuy    | --- Two: no `bsuy` after code: there are twice, busy, idle",
        "code:twice   | --- Two: no `twice` after code: it has gone into others, or was refused before",
        "unroll-loops | --- Two: nothing after unroll-loops: the pass does not run, or compilation did not come to it",
    })
    // spotless:on
    void saysWhyThereIsNothingToList(String wish, String answer) {
        assertThat(report(Options.DEFAULT.without(Set.of("unroll-loops")), UNIT, dumps(wish)))
                .isEqualTo(answer + "\n\n");
    }

    /** What came before the refusal helps to find its cause. */
    @Test
    void listsWhatThereWasBeforeTheProgramWasRefused() {
        var unit = IrParser.unit("""
                unit "u" license "GPL"
                function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 {
                    slot $0 table 600 align 8 @"S.java":9:13
                entry.0:
                    %1: ptr.stack = slot $0
                    %2: i32 = const 2
                    store u32 [%1 + 0], %2
                    return %2
                }
                """);
        var report = new Report("S", dumps("machine", "code"));
        var options = Options.DEFAULT.withoutOptimization().withListener(report.listener());

        assertThat(catchThrowableOfType(SkepException.class, () -> Compiler.compile(unit, options)))
                .isNotNull();
        assertThat(report.text()).startsWith("--- S: `p` after machine\np(").endsWith("""
                --- S: nothing after code: the pass does not run, or compilation did not come to it

                """);
    }

    @Test
    void saysThatNoPassRan() {
        var unit = IrParser.unit("""
                unit "u" license "GPL"
                function entry "nowhere" p(ctx %0: ptr.ctx as void*) s32 {
                entry.0:
                    %1: i32 = const 2
                    return %1
                }
                """);
        var report = new Report("S", dumps("ir"));
        var options = Options.DEFAULT.withListener(report.listener());

        assertThat(catchThrowableOfType(SkepException.class, () -> Compiler.compile(unit, options)))
                .isNotNull();
        assertThat(report.text()).isEqualTo("--- S: nothing after ir: compilation did not come to the first pass\n\n");
    }

    @Test
    void looksOnOnlyWhenAsked() {
        assertThat(new Report("Two", ReportRequest.NOTHING).listener()).isSameAs(StageListener.NONE);
        assertThat(report(Options.DEFAULT, UNIT, ReportRequest.NOTHING)).isEmpty();
    }

    /** Whoever looks on changes nothing. */
    @Test
    void theObjectIsTheSame() {
        var options = Options.DEFAULT.withIsa(IsaVersion.V1); // at which every pass runs
        var plain = Compiler.compile(UNIT, options);
        var stages = Compiler.stages().stream().map(Dump::parse).toList();
        var report = new Report("Two", new ReportRequest(stages, ReportRequest.Statistics.WANTED));

        assertThat(Compiler.compile(UNIT, options.withListener(report.listener())))
                .isEqualTo(plain);
        assertThat(report.text()).doesNotContain("nothing after");
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource(delimiter = '|', value = {
        "fold-constatns | there is no pass `fold-constatns`; did you mean `fold-constants`?; there are ir, ",
        "codes          | there is no pass `codes`; did you mean `code`?; there are ir, ",
        "banana         | there is no pass `banana`; there are ir, ",
        "''             | there is no pass ``; there are ir, ",
    })
    // spotless:on
    void refusesAStageThatThereIsNot(String stage, String message) {
        assertThatThrownBy(() -> Dump.parse(stage))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageEndingWith(", machine, registers, code");
    }
}
