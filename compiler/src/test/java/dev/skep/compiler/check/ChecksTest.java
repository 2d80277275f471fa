package dev.skep.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Unit;
import dev.skep.ir.text.IrParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static Unit unit(String functions) {
        return IrParser.unit("unit \"u\" license \"GPL\"\n" + functions);
    }

    private static String calling(String kind, String name, String... callees) {
        var text = new StringBuilder("function " + kind + " " + name + "() s32 @\"U.java\":1 {\nentry.0:\n");
        for (var i = 0; i < callees.length; i++)
            text.append("    %")
                    .append(i)
                    .append(": i32 = call ")
                    .append(callees[i])
                    .append("() @")
                    .append(i + 2)
                    .append('\n');
        return text + "    %99: i32 = const 0\n    return %99\n}\n";
    }

    @Test
    void findsAFunctionThatCallsItself() {
        var findings =
                new CheckRecursion().check(unit(calling("subprogram", "f", "g", "f") + calling("subprogram", "g")));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DiagnosticCode.RECURSION);
            assertThat(finding.message()).isEqualTo("`f` is called again before it returns");
            assertThat(finding.location()).hasToString("U.java:3");
        });
    }

    @Test
    void findsFunctionsThatCallEachOtherOnce() {
        var unit = unit(calling("subprogram", "a", "b", "d")
                + calling("subprogram", "b", "c")
                + calling("subprogram", "c", "d", "a")
                + calling("subprogram", "d"));

        assertThat(new CheckRecursion().check(unit))
                .extracting(Diagnostic::message)
                .containsExactly("`a` is called again before it returns");
    }

    @Test
    void findsACallbackThatHandsItselfOut() {
        var unit = unit("""
                function callback f(i %0: i64 as u32, c %1: ptr.memory? as void*) s64 {
                entry.0:
                    %2: ptr.function = function f
                    %3: i64 = helper bpf_loop(%0, %2, %1, %0)
                    return %3
                }
                """);

        assertThat(new CheckRecursion().check(unit)).hasSize(1);
    }

    @Test
    void acceptsADiamondOfCalls() {
        var unit = unit(calling("subprogram", "a", "b", "c")
                + calling("subprogram", "b", "d")
                + calling("subprogram", "c", "d")
                + calling("subprogram", "d"));

        assertThat(new CheckRecursion().check(unit)).isEmpty();
    }

    @Test
    void aProgramMayHaveEightFramesAndNoMore() {
        var functions = new StringBuilder();
        for (var i = 1; i < 8; i++) functions.append(calling("subprogram", "f" + i, "f" + (i + 1)));
        functions.append(calling("subprogram", "f8"));
        var entry =
                "function entry \"xdp\" %s(ctx %%50: ptr.ctx as void*) s32 @\"U.java\":7 {\nentry.0:\n    %%0: i32 = call %s()\n    return %%0\n}\n";
        var unit = unit(functions + entry.formatted("deep", "f1") + entry.formatted("just", "f2"));

        assertThat(new CheckCallDepth().check(unit)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DiagnosticCode.CALLS_TOO_DEEP);
            assertThat(finding.location()).hasToString("U.java:7");
            assertThat(finding.message())
                    .isEqualTo(
                            "9 functions are called from each other, at most 8: deep, f1, f2, f3, f4, f5, f6, f7, f8");
        });
    }

    private static String loop(String blocks) {
        return "function subprogram f(n %0: i32 as s32) s32 @\"U.java\":1 {\n" + blocks + "}\n";
    }

    @Test
    void findsALoopThatNothingLeaves() {
        var function = IrParser.function(loop("""
                entry.0:
                    branch eq %0, %0 then out.1 else before.2
                out.1:
                    return %0
                before.2:
                    jump head.3 @4
                head.3:
                    branch gt %0, %0 then left.4 else right.5 @5
                left.4:
                    jump head.3 @6
                right.5:
                    jump head.3 @7
                """));

        assertThat(new CheckEndlessLoops().check(function)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(DiagnosticCode.ENDLESS_LOOP);
            assertThat(finding.message()).isEqualTo("no path leads out of this loop");
            assertThat(finding.location()).hasToString("U.java:5");
        });
    }

    @Test
    void acceptsALoopThatOnePathLeaves() {
        var function = IrParser.function(loop("""
                entry.0:
                    jump head.1
                head.1:
                    branch gt %0, %0 then out.2 else head.1
                out.2:
                    return %0
                """));

        assertThat(new CheckEndlessLoops().check(function)).isEmpty();
    }

    @Test
    void memoryMovesInPiecesOf512Bytes() {
        var function = IrParser.function("""
                function subprogram f(p %0: ptr.value as void*, q %1: ptr.value as void*) void @"U.java":1 {
                entry.0:
                    zero [%0 + 0], 512
                    zero [%0 + 0], 513 @2
                    copy [%0 + 0], [%1 + 0], 512
                    copy [%0 + 0], [%1 + 0], 1000 @3
                    return
                }
                """);

        assertThat(new CheckMemorySizes().check(function))
                .extracting(Diagnostic::message)
                .isEqualTo(List.of("this clears 513 bytes, at most 512", "this copies 1000 bytes, at most 512"));
    }
}
