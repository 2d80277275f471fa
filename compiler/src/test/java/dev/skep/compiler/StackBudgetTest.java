package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.SourceText;
import dev.skep.ir.text.IrParser;
import dev.skep.object.text.ObjectAssembler;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelRefused;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StackBudgetTest {
    private static final String ENTRY = """
            function entry "xdp" p(ctx %0: ptr.ctx as void*) s32 @"S.java":1 {
            entry.0:
                %1: i32 = const 2
                return %1
            }
            """;

    /** The variables of these programs are written and never read. */
    private static final Options KEEPING_STORES =
            Options.DEFAULT.without(Set.of("remove-dead-stores", "replace-scalars"));

    private static List<Diagnostic> refused(String functions) {
        var unit = IrParser.unit("unit \"u\" license \"GPL\"\n" + functions);
        return catchThrowableOfType(SkepException.class, () -> Compiler.compile(unit, KEEPING_STORES))
                .diagnostics();
    }

    private static String place(Diagnostic finding) {
        var at = finding.location();
        return at.file() + ":" + at.line() + ":" + at.column();
    }

    private static String withSlots(String kind, String name, int line, String slots, String callee) {
        var call = callee.isEmpty() ? "" : "    %8: i64 = call " + callee + "()\n";
        return "function " + kind + " " + name + "() s64 @\"S.java\":" + line + ":5 {\n" + slots + "entry.0:\n" + call
                + "    %7: i64 = const 0\n    %6: ptr.stack = slot $0\n    store u64 [%6 + 0], %7\n    return %7\n}\n";
    }

    @Test
    void refusesAFunctionThatNothingReachesWhereItsVariableIsDeclared() {
        var slots = "    slot $0 table 600 align 8 @9:13\n";

        assertThat(refused(ENTRY + withSlots("subprogram", "lonely", 7, slots, "")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(DiagnosticCode.STACK_TOO_LARGE);
                    assertThat(place(finding)).isEqualTo("S.java:9:13");
                    assertThat(finding.message())
                            .isEqualTo(
                                    "`lonely` needs 608 bytes of stack, at most 512: in `lonely` 600 for `table` of S.java:9");
                });
    }

    @Test
    void refusesACallbackThatNothingHandsOut() {
        var callback = """
                function callback each(i %0: i64 as u32, c %1: ptr.memory? as void*) s64 @"S.java":7 {
                    slot $0 table 520 align 8 @9
                entry.0:
                    %2: ptr.stack = slot $0
                    store u64 [%2 + 0], %0
                    return %0
                }
                """;

        assertThat(refused(ENTRY + callback))
                .extracting(finding -> finding.location().toString())
                .containsExactly("S.java:9");
    }

    @Test
    void countsAChainOnceAtItsStart() {
        var functions = withSlots("subprogram", "first", 2, "    slot $0 a 300 align 8 @3\n", "second")
                + withSlots("subprogram", "second", 5, "    slot $0 b 200 align 8 @6\n", "");

        assertThat(refused(ENTRY + functions)).singleElement().satisfies(finding -> {
            assertThat(finding.message())
                    .isEqualTo(
                            "`first` needs 544 bytes of stack, at most 512: in `first` 300 for `a` of S.java:3; in `second` 200 for `b` of S.java:6");
            assertThat(finding.location()).hasToString("S.java:3");
        });
    }

    @Test
    void saysWhichValuesFoundNoRegister() {
        var reads = new StringBuilder();
        var sum = new StringBuilder("    %1000: i64 = const 0\n");
        for (var i = 1; i <= 80; i++) {
            reads.append("    %")
                    .append(i)
                    .append(": i64 = load u64 [%0 + ")
                    .append(8 * i)
                    .append("] @")
                    .append(10 + i / 40)
                    .append('\n');
            sum.append("    %%%d: i64 = add %%%d, %%%d%n".formatted(1000 + i, 999 + i, i));
        }
        var function = "function subprogram wide(p %0: ptr.memory as void*) s64 @\"S.java\":4:2 {\nentry.0:\n" + reads
                + "    store u64 [%0 + 0], %1\n" + sum + "    return %1080\n}\n";

        assertThat(refused(ENTRY + function)).singleElement().satisfies(finding -> {
            assertThat(place(finding)).isEqualTo("S.java:4:2");
            assertThat(finding.message())
                    .matches(
                            "`wide` needs \\d+ bytes of stack, at most 512: in `wide` \\d+ for values that found no register"
                                    + " \\(\\d+ from S.java:1[01], \\d+ from S.java:1[012].*\\)");
        });
    }

    private static String tailCalling(int bytes) {
        return """
                map jumps prog_array key u32 value u32 entries 4
                function subprogram onward(ctx %%0: ptr.ctx as void*) s64 @"S.java":3 {
                entry.0:
                    %%1: ptr.map = map jumps
                    %%2: i64 = const 1
                    %%3: i64 = helper bpf_tail_call(%%0, %%1, %%2) @4
                    return %%2
                }
                function entry "xdp" p(ctx %%0: ptr.ctx as void*) s32 @"S.java":7 {
                    slot $0 table %d align 8 @8
                entry.0:
                    %%1: ptr.stack = slot $0
                    zero [%%1 + 0], %d
                    %%2: i64 = call onward(%%0)
                    %%3: i32 = truncate %%2
                    return %%3
                }
                """.formatted(bytes, bytes);
    }

    @Test
    void refusesATailCallBelowCallersThatNeedHalfOfTheStack() {
        assertThat(refused(tailCalling(256))).singleElement().satisfies(finding -> {
            assertThat(finding.location()).hasToString("S.java:4");
            assertThat(finding.message())
                    .isEqualTo(
                            "the callers of this tail call need 256 bytes of stack, less than 256 are allowed: in `p`"
                                    + " 256 for `table` of S.java:8");
        });
    }

    @Test
    void acceptsATailCallBelowCallersThatNeedLess() {
        Kernel.require();
        var unit = IrParser.unit("unit \"u\" license \"GPL\"\n" + tailCalling(224));
        try (var loaded = Kernel.load(Compiler.compile(unit, KEEPING_STORES))) {
            assertThat(loaded.program("p").id()).isPositive();
        }
    }

    /** What is refused here the kernel refuses, too. */
    @Test
    void theKernelDrawsTheSameLine() {
        Kernel.require();
        var text = """
                .license "GPL"
                .map jumps, prog_array, key=u32, value=u32, max_entries=4
                .program p, "xdp"
                *(u64 *)(r10 - 256) = 0
                call onward
                exit
                .end
                .function onward, static
                r2 = jumps ll
                r3 = 1
                call 12
                r0 = 1
                exit
                .end
                """;
        var object = ObjectAssembler.assemble(SourceText.of("tail.s", text), AssemblyOptions.DEFAULT);
        assertThatThrownBy(() -> Kernel.load(object).close())
                .isInstanceOf(KernelRefused.class)
                .hasMessageContaining("tail_calls are not allowed when call stack of previous frames is 256 bytes");
    }

    /** 512 bytes are enough for 512 bytes. */
    @Test
    void acceptsAFullFrame() {
        var unit = IrParser.unit("unit \"u\" license \"GPL\"\n" + ENTRY
                + withSlots("subprogram", "full", 2, "    slot $0 a 512 align 8 @3\n", ""));

        assertThat(Compiler.compile(unit, KEEPING_STORES)).isNotEmpty();
    }
}
