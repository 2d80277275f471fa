package dev.skep.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Function;
import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckNullnessTest {
    /** A lookup in line 5 gives %5, null is %6. */
    private static final String LOOKUP = """
            unit "u" license "GPL"
            map m array key u32 value u64 entries 1
            function global f(n %0: i32 as s32) s32 @"F.java":1 {
                slot $0 key 8 align 8
            entry.0:
                %1: ptr.stack = slot $0
                zero [%1 + 0], 8
                %4: ptr.map = map m
                %5: ptr.value? = helper bpf_map_lookup_elem(%4, %1) @5
                %6: ptr.value? = const 0 @6
            """;

    // spotless:off
    static Stream<Arguments> mistakes() {
        return Stream.of(
            mistake("a load",                   9, "%10: i32 = load u32 [%5 + 0] @9 return %0"),
            mistake("a store",                  9, "store u32 [%5 + 0], %0 @9 return %0"),
            mistake("clearing",                 9, "zero [%5 + 0], 8 @9 return %0"),
            mistake("copying from it",          9, "copy [%1 + 0], [%5 + 0], 8 @9 return %0"),
            mistake("copying to it",            9, "copy [%5 + 0], [%1 + 0], 8 @9 return %0"),
            mistake("an atomic update",         9, "atomic add u32 [%5 + 0], %0 @9 return %0"),
            mistake("an atomic fetch",          9, "%10: i32 = atomic xchg u32 [%5 + 0], %0 @9 return %0"),
            mistake("compare and exchange",     9, "%10: i32 = cmpxchg u32 [%5 + 0], %0, %0 @9 return %0"),
            mistake("a helper that wants it",   9, "%10: i64 = helper bpf_map_delete_elem(%4, %5) @9 return %0"),
            mistake("moving it",                9, "%10: i64 = const 8 %11: ptr.value? = add %5, %10 @9 return %0"),
            mistake("a claim",                  9, "%10: ptr.value = reinterpret %5 @9 return %0"),
            mistake("another view of it",       9, "%10: ptr.memory? = reinterpret %5 store u32 [%10 + 0], %0 @9 return %0"),
            mistake("the wrong way",            9, "branch eq %5, %6 then a.1 else b.2 a.1: store u32 [%5 + 0], %0 @9 return %0 b.2: return %0"),
            mistake("the wrong way again",      9, "branch ne %6, %5 then a.1 else b.2 a.1: return %0 b.2: store u32 [%5 + 0], %0 @9 return %0"),
            mistake("a comparison that does not count", 9,
                                                   "branch gt %5, %6 then a.1 else b.2 a.1: store u32 [%5 + 0], %0 @9 return %0 b.2: return %0"),
            mistake("one path without check",   9, "branch eq %0, %0 then ask.1 else not.2 ask.1: branch eq %5, %6 then out.3 else in.4 "
                                                 + "not.2: jump in.4 in.4: store u32 [%5 + 0], %0 @9 return %0 out.3: return %0"),
            mistake("behind the check's join",  9, "branch eq %5, %6 then a.1 else b.2 a.1: jump end.3 b.2: store u32 [%5 + 0], %0 jump end.3 "
                                                 + "end.3: store u32 [%5 + 0], %0 @9 return %0"),
            mistake("through a parameter",      9, "jump a.1(%5) a.1(%10: ptr.value?): store u32 [%10 + 0], %0 @9 return %0"),
            mistake("around a loop",            9, "%20: ptr.value = global g jump a.1(%20) a.1(%10: ptr.value?): store u32 [%10 + 0], %0 @9 "
                                                 + "branch eq %0, %0 then a.1(%5) else b.2 b.2: return %0", "global variable g u64 = 0"),
            mistake("a test kept the wrong way", 9, "%10: i32 = compare eq %5, %6 %11: i32 = const 0 branch ne %10, %11 then a.1 else b.2 "
                                                 + "a.1: store u32 [%5 + 0], %0 @9 return %0 b.2: return %0"),
            mistake("a test that is turned",     9, "%10: i32 = compare ne %5, %6 %11: i32 = const 1 %12: i32 = xor %10, %11 branch eq %12, %11 then a.1 else b.2 "
                                                 + "a.1: store u32 [%5 + 0], %0 @9 return %0 b.2: return %0"),
            mistake("one of two tests is enough", 9, "%10: i32 = compare ne %5, %6 %11: i32 = compare gt %0, %0 %12: i32 = or %10, %11 %13: i32 = const 0 "
                                                 + "branch ne %12, %13 then a.1 else b.2 a.1: store u32 [%5 + 0], %0 @9 return %0 b.2: return %0"),
            mistake("a test that one path replaces", 9,
                                                   "%10: i32 = compare ne %5, %6 %11: i32 = const 1 %12: i32 = const 0 branch gt %0, %12 then c.3(%10) else c.3(%11) "
                                                 + "c.3(%13: i32): branch ne %13, %12 then a.1 else b.2 a.1: store u32 [%5 + 0], %0 @9 return %0 b.2: return %0"),
            mistake("the test of another",       9, "%9: ptr.value? = helper bpf_map_lookup_elem(%4, %1) @8 %10: i32 = compare ne %9, %6 %11: i32 = const 0 "
                                                 + "branch ne %10, %11 then a.1 else b.2 a.1: store u32 [%5 + 0], %0 @9 return %0 b.2: return %0"),
            mistake("what the verifier does not remember of another", 9,
                                                   "%7: ptr.value = global g %10: ptr.kernel? = load u64 [%7 + 0] %11: ptr.kernel? = const 0 %12: i32 = const 0 "
                                                 + "branch eq %5, %6 then c.1 else d.2 c.1: branch eq %10, %11 then e.3 else b.4 d.2: jump e.3 "
                                                 + "e.3: branch ne %10, %11 then a.5 else b.4 a.5: store u32 [%5 + 0], %0 @9 return %0 b.4: return %0", "global variable g u64 = 0"),
            mistake("the test of the one before", 9, "%10: i32 = const 0 %11: ptr.value = global g jump a.1(%11, %10) "
                                                 + "a.1(%12: ptr.value?, %13: i32): branch eq %13, %10 then c.3 else b.2 b.2: store u32 [%12 + 0], %0 @9 jump c.3 "
                                                 + "c.3: %14: i32 = compare ne %12, %6 branch gt %0, %10 then a.1(%5, %14) else d.4 d.4: return %0", "global variable g u64 = 0"));
    }

    static Stream<Arguments> safe() {
        return Stream.of(
            right("checked",                       "branch eq %5, %6 then a.1 else b.2 a.1: return %0 b.2: store u32 [%5 + 0], %0 return %0"),
            right("null on the left",              "branch ne %6, %5 then b.2 else a.1 a.1: return %0 b.2: store u32 [%5 + 0], %0 return %0"),
            right("checked on each path",          "branch eq %0, %0 then c.1 else d.2 c.1: branch eq %5, %6 then out.3 else in.4 "
                                                 + "d.2: branch ne %5, %6 then in.4 else out.3 in.4: store u32 [%5 + 0], %0 return %0 out.3: return %0"),
            right("checked under another view",    "%10: ptr.memory? = reinterpret %5 branch eq %5, %6 then a.1 else b.2 a.1: return %0 "
                                                 + "b.2: store u32 [%10 + 0], %0 return %0"),
            right("a view of the checked one",     "branch eq %5, %6 then a.1 else b.2 a.1: return %0 "
                                                 + "b.2: %10: ptr.memory? = reinterpret %5 store u32 [%10 + 0], %0 return %0"),
            right("a claim behind the check",      "branch eq %5, %6 then a.1 else b.2 a.1: return %0 "
                                                 + "b.2: %10: ptr.value = reinterpret %5 store u32 [%10 + 0], %0 return %0"),
            right("a parameter that is checked",   "jump a.1(%5) a.1(%10: ptr.value?): branch eq %10, %6 then b.2 else c.3 b.2: return %0 "
                                                 + "c.3: store u32 [%10 + 0], %0 return %0"),
            right("a checked argument",            "branch ne %5, %6 then a.1(%5) else b.2 a.1(%10: ptr.value?): store u32 [%10 + 0], %0 return %0 "
                                                 + "b.2: return %0"),
            right("the frame as what may be null", "%10: ptr.stack? = reinterpret %1 store u32 [%10 + 0], %0 return %0"),
            right("a helper that takes null",      "%10: i64 = const 0 %11: i64 = helper bpf_csum_diff(%5, %10, %1, %10, %10) return %0"),
            right("handing it on",                 "%10: ptr.value? = call g(%5) return %0", "", "function subprogram g(p %0: ptr.value? as void*) u64 {\nentry.0:\n    return %0\n}"),
            right("a test that is kept",           "%10: i32 = compare ne %5, %6 %11: i32 = const 0 branch ne %10, %11 then a.1 else b.2 "
                                                 + "a.1: store u32 [%5 + 0], %0 return %0 b.2: return %0"),
            right("a test that is turned round",   "%10: i32 = compare ne %5, %6 %11: i32 = const 1 %12: i32 = xor %10, %11 branch eq %12, %11 then b.2 else a.1 "
                                                 + "a.1: store u32 [%5 + 0], %0 return %0 b.2: return %0"),
            right("both of two tests",             "%10: i32 = compare ne %5, %6 %11: i32 = compare gt %0, %0 %12: i32 = and %10, %11 %13: i32 = const 0 "
                                                 + "branch ne %12, %13 then a.1 else b.2 a.1: store u32 [%5 + 0], %0 return %0 b.2: return %0"),
            right("neither of two tests",          "%10: i32 = compare eq %5, %6 %11: i32 = compare gt %0, %0 %12: i32 = or %10, %11 %13: i32 = const 0 "
                                                 + "branch ne %12, %13 then b.2 else a.1 a.1: store u32 [%5 + 0], %0 return %0 b.2: return %0"),
            right("a test behind another",         "%10: i32 = const 0 branch gt %0, %10 then c.3 else d.4(%10) c.3: %11: i32 = compare ne %5, %6 jump d.4(%11) "
                                                 + "d.4(%12: i32): branch ne %12, %10 then a.1 else b.2 a.1: store u32 [%5 + 0], %0 return %0 b.2: return %0"),
            right("a test kept as a wider number", "%10: i32 = compare ne %5, %6 %11: i64 = extend u8 %10 %12: i64 = const 0 branch ne %11, %12 then a.1 else b.2 "
                                                 + "a.1: store u32 [%5 + 0], %0 return %0 b.2: return %0"),
            right("a flag set where it was found", "%10: i32 = const 0 %11: i32 = const 1 branch eq %5, %6 then c.3(%10) else c.3(%11) "
                                                 + "c.3(%12: i32): branch eq %12, %11 then a.1 else b.2 a.1: store u32 [%5 + 0], %0 return %0 b.2: return %0"),
            right("null or found, and a flag",     "%10: i32 = const 0 %11: i32 = const 1 branch gt %0, %10 then c.3 else d.4(%6, %10) "
                                                 + "c.3: branch eq %5, %6 then b.2 else d.4(%5, %11) "
                                                 + "d.4(%12: ptr.value?, %13: i32): branch eq %13, %11 then a.1 else b.2 a.1: store u32 [%12 + 0], %0 return %0 b.2: return %0"),
            right("a kind of finding",             "%10: i32 = const 0 %11: i32 = const 7 %12: i32 = const 9 branch eq %5, %6 then c.3(%10) else d.4 "
                                                 + "d.4: branch gt %0, %10 then c.3(%11) else c.3(%12) "
                                                 + "c.3(%13: i32): switch %13 { 7 -> a.1, 9 -> a.1, else -> b.2 } a.1: store u32 [%5 + 0], %0 return %0 b.2: return %0"),
            right("the flag of the round before",  "%10: i32 = const 0 jump a.1(%6, %10) "
                                                 + "a.1(%12: ptr.value?, %13: i32): branch eq %13, %10 then c.3 else b.2 b.2: store u32 [%12 + 0], %0 jump c.3 "
                                                 + "c.3: %14: i32 = compare ne %5, %6 branch gt %0, %10 then a.1(%5, %14) else d.4 d.4: return %0"),
            right("what an earlier test of another says",
                                                   "branch eq %5, %6 then b.2 else a.1 a.1: %10: ptr.value? = helper bpf_map_lookup_elem(%4, %1) branch ne %10, %6 then c.3 else d.4 "
                                                 + "d.4: branch eq %5, %6 then c.3 else b.2 c.3: store u32 [%10 + 0], %0 return %0 b.2: return %0"),
            right("touched first and then checked in a loop",
                                                   "jump a.1 a.1: branch eq %5, %6 then b.2 else c.3 c.3: store u32 [%5 + 0], %0 jump a.1 b.2: return %0"));
    }
    // spotless:on

    private static Arguments mistake(String name, int line, String blocks, String... globals) {
        return Arguments.of(name, line, unit(blocks, globals));
    }

    private static Arguments right(String name, String blocks, String... more) {
        return Arguments.of(name, unit(blocks, more));
    }

    private static Function unit(String blocks, String... more) {
        var text = LOOKUP + blocks + "\n}\n";
        if (more.length > 0) text = text.replace("function global f", more[0] + "\nfunction global f");
        if (more.length > 1) text = text + more[1];
        var unit = IrParser.unit(text);
        IrChecker.check(unit);
        return unit.functions().get(0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void refuses(String name, int line, Function function) {
        assertThat(new CheckNullness().check(function)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DiagnosticCode.NULL_DEREFERENCE);
            assertThat(finding.location()).hasToString("F.java:" + line);
            assertThat(finding.message())
                    .isEqualTo("this pointer may be null: `bpf_map_lookup_elem` returned it in line 5");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("safe")
    void accepts(String name, Function function) {
        assertThat(new CheckNullness().check(function)).isEmpty();
    }

    // spotless:off
    static Stream<Arguments> origins() {
        return Stream.of(
            Arguments.of("function global f(p %0: ptr.memory? as void*) s32 {\nentry.0:\n %1: i32 = load u32 [%0 + 0] return %1\n}",
                         "parameter `p` is declared so"),
            Arguments.of("function global f(p %0: ptr.value as void*) s32 {\nentry.0:\n %1: ptr.kernel? = load u64 [%0 + 0] @3 %2: i32 = load u32 [%1 + 0] return %2\n}",
                         "it was read in line 3"),
            Arguments.of("function global f(p %0: ptr.value as void*) s32 {\nentry.0:\n %1: ptr.value? = kfunc k() @4 %2: i32 = load u32 [%1 + 0] return %2\n}",
                         "`k` returned it in line 4"),
            Arguments.of("function global f(n %0: i32 as s32, p %1: ptr.packet as void*) s32 {\nentry.0:\n %2: ptr.packet? = const 0 @7 "
                       + "branch eq %0, %0 then a.1(%2) else a.1(%1) a.1(%3: ptr.packet?): %4: i32 = load u8 [%3 + 0] return %4\n}",
                         "one path leaves it null in line 7"));
    }
    // spotless:on

    @ParameterizedTest
    @MethodSource("origins")
    void saysWhereNullComesFrom(String function, String origin) {
        assertThat(new CheckNullness().check(IrParser.function(function)))
                .extracting(Diagnostic::message)
                .containsExactly("this pointer may be null: " + origin);
    }

    @Test
    void reportsTheFirstTouchOnAPathAndEachPath() {
        var function = unit(
                "branch eq %0, %0 then a.1 else b.2 a.1: store u32 [%5 + 0], %0 @11 store u32 [%5 + 4], %0 @12 return %0 "
                        + "b.2: store u32 [%5 + 0], %0 @13 return %0");

        assertThat(new CheckNullness().check(function))
                .extracting(finding -> finding.location().line())
                .containsExactly(11, 13);
    }

    @Test
    void manyLookupsInARowCostNoMoreThanTheyLive() {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++) {
            var value = 100 + i;
            text.append(
                    "%%%d: ptr.value? = helper bpf_map_lookup_elem(%%4, %%1) branch eq %%%d, %%6 then end%d.%d else hit%d.%d "
                            .formatted(value, value, i, 2 * i + 2, i, 2 * i + 1));
            text.append("hit%d.%d: store u32 [%%%d + 0], %%0 jump end%d.%d end%d.%d: "
                    .formatted(i, 2 * i + 1, value, i, 2 * i + 2, i, 2 * i + 2));
        }
        var function = unit(text + "return %0");

        assertThat(new CheckNullness().check(function)).isEqualTo(List.of());
    }

    /** Each flag of its own lookup, all wanted at the end: more paths than anybody could follow one by one. */
    @Test
    void manyFlagsAreFollowedTogether() {
        var text = new StringBuilder();
        var end = new StringBuilder();
        for (var i = 0; i < 40; i++) {
            text.append("%%%d: ptr.value? = helper bpf_map_lookup_elem(%%4, %%1) %%%d: i32 = compare ne %%%d, %%6 "
                    .formatted(100 + i, 200 + i, 100 + i));
            text.append("branch gt %%0, %%7 then x%d.%d else y%d.%d x%d.%d: jump y%d.%d y%d.%d: "
                    .formatted(i, 2 * i + 1, i, 2 * i + 2, i, 2 * i + 1, i, 2 * i + 2, i, 2 * i + 2));
            end.append("branch ne %%%d, %%7 then hit%d.%d else on%d.%d "
                    .formatted(200 + i, i, 1001 + 2 * i, i, 1002 + 2 * i));
            end.append("hit%d.%d: store u32 [%%%d + 0], %%0 jump on%d.%d on%d.%d: "
                    .formatted(i, 1001 + 2 * i, 100 + i, i, 1002 + 2 * i, i, 1002 + 2 * i));
        }

        assertThat(new CheckNullness().check(unit("%7: i32 = const 0 " + text + end + "return %0")))
                .isEmpty();
    }
}
