package dev.skep.asm;

import static dev.skep.asm.AssemblyProblem.Kind.FALLS_OFF_THE_END;
import static dev.skep.asm.AssemblyProblem.Kind.JUMP_INTO_INSTRUCTION;
import static dev.skep.asm.AssemblyProblem.Kind.JUMP_OUT_OF_CODE;
import static dev.skep.asm.AssemblyProblem.Kind.LABEL_BOUND_TWICE;
import static dev.skep.asm.AssemblyProblem.Kind.MISPLACED_CORE_MARK;
import static dev.skep.asm.AssemblyProblem.Kind.NOT_IN_TARGET;
import static dev.skep.asm.AssemblyProblem.Kind.UNBOUND_LABEL;
import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Width.DW;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.asm.AssemblyProblem.Kind;
import dev.skep.asm.MachineCode.CodeLine;
import dev.skep.asm.MachineCode.CodeRelocation;
import dev.skep.asm.MachineCode.CoreRelocation;
import dev.skep.asm.MachineCode.Form;
import dev.skep.kernel.KernelVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the assembler refuses, and what it says about the code it makes. */
class AssemblerTest {
    private static final Target V4 = Target.of(IsaVersion.V4);
    private static final CoreMark MARK = new CoreMark(CoreKind.FIELD_BYTE_OFFSET, "task_struct", "0:3");

    private record Bad(Kind kind, Target target, String message, Consumer<CodeBuilder> code) {
        @Override
        public String toString() {
            return message;
        }
    }

    static List<Bad> bad() {
        Target old = Target.of(KernelVersion.parse("4.9"));
        Target v3 = Target.of(IsaVersion.V3);
        // spotless:off
        return List.of(
            new Bad(UNBOUND_LABEL,         V4,  "label `out` is named by instruction 0 `if r1 == 0 goto out` but never bound",
                    c -> c.jeq(R1, 0, c.newLabel("out")).exit()),
            new Bad(FALLS_OFF_THE_END,     V4,  "the function has no instructions",
                    c -> {}),
            new Bad(FALLS_OFF_THE_END,     V4,  "the last instruction, instruction 1 `call 5`, runs off the end",
                    c -> c.mov(R0, 0).callHelper(5)),
            new Bad(FALLS_OFF_THE_END,     V4,  "the last instruction, instruction 0 `may_goto -1`, runs off the end",
                    c -> c.mayGoto(new JumpOffset(-1))),
            new Bad(JUMP_OUT_OF_CODE,      V4,  "label `end`, named by instruction 0 `goto end`, stands after the last instruction",
                    c -> { var end = c.newLabel("end"); c.ja(end).bind(end); }),
            new Bad(JUMP_OUT_OF_CODE,      V4,  "instruction 0 `goto +1` goes to slot 2 of 2",
                    c -> c.ja(new JumpOffset(1)).exit()),
            new Bad(JUMP_OUT_OF_CODE,      V4,  "instruction 1 `if r1 == 0 goto -3` goes to slot -1 of 3",
                    c -> c.mov(R0, 0).jeq(R1, 0, new JumpOffset(-3)).exit()),
            new Bad(JUMP_OUT_OF_CODE,      V4,  "instruction 0 `call pc+2147483647` goes to slot 2147483648 of 2",
                    c -> c.call(new JumpOffset(Integer.MAX_VALUE)).exit()),
            new Bad(JUMP_INTO_INSTRUCTION, V4,  "instruction 0 `goto +1` goes to slot 2, the second one of an lddw",
                    c -> c.ja(new JumpOffset(1)).lddw(R0, 1).exit()),
            new Bad(NOT_IN_TARGET,         v3,  "instruction 0 `r0 s/= r1` is not in V3",
                    c -> c.sdiv(R0, R1).exit()),
            new Bad(NOT_IN_TARGET,         old, "instruction 0 `if r1 < 5 goto +0` is not in V1 on kernel 4.9",
                    c -> c.jlt(R1, 5, new JumpOffset(0)).exit()),
            new Bad(NOT_IN_TARGET,         Target.of(KernelVersion.parse("6.6")), "instruction 0 `may_goto +0` is not in V4 on kernel 6.6",
                    c -> c.mayGoto(new JumpOffset(0)).exit()),
            new Bad(NOT_IN_TARGET,         Target.of(KernelVersion.parse("7.0")), "instruction 0 `callx r1` is not in V4 on kernel 7.0",
                    c -> c.with(new CallInstruction.Indirect(R1)).exit()),
            new Bad(MISPLACED_CORE_MARK,   V4,  "a CO-RE mark stands after the last instruction",
                    c -> c.exit().core(MARK)),
            new Bad(MISPLACED_CORE_MARK,   V4,  "a CO-RE mark stands before instruction 0 `r0 = r1`, which cannot carry it",
                    c -> c.core(MARK).mov(R0, R1).exit()),
            new Bad(MISPLACED_CORE_MARK,   V4,  "a CO-RE mark stands before instruction 0 `r1 = hits ll`, which cannot carry it",
                    c -> c.core(MARK).ldMap(R1, "hits").exit()),
            new Bad(MISPLACED_CORE_MARK,   V4,  "two CO-RE marks stand before instruction 0",
                    c -> c.core(MARK).core(MARK).mov(R0, 0).exit()));
        // spotless:on
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatIsWrong(Bad row) {
        Code code = Code.of("f", row.code());
        var thrown = catchThrowableOfType(AssemblyException.class, () -> Assembler.assemble(code, row.target()));
        assertThat(thrown.problems()).containsExactly(new AssemblyProblem(row.kind(), "f", row.message()));
    }

    @Test
    void refusesALabelBoundTwice() {
        Code code = Code.of("f", c -> {
            var label = c.newLabel("here");
            c.bind(label).ja(label);
        });
        List<CodeElement> twice = new ArrayList<>(code.elements());
        twice.add(1, code.elements().get(0));
        assertThatThrownBy(() -> Assembler.assemble(new Code("f", twice), V4))
                .hasMessageStartingWith("[SKEP1002] f: label `here` is bound twice");
    }

    @Test
    void reportsEverythingAtOnceWithReasonAndCure() {
        Code code = Code.of("f", c -> c.ja(c.newLabel("a")).ja(c.newLabel("b")).mov(R0, 0));
        assertThatThrownBy(() -> Assembler.assemble(code, V4)).hasMessage("""
                        [SKEP1003] f: the last instruction, instruction 2 `r0 = 0`, runs off the end
                          why: the verifier wants every path to end in exit or a jump
                          fix: end the function with exit, ja or gotol
                        [SKEP1001] f: label `a` is named by instruction 0 `goto a` but never bound
                          why: a jump needs an instruction to go to
                          fix: bind the label before the instruction it means
                        [SKEP1001] f: label `b` is named by instruction 1 `goto b` but never bound
                          why: a jump needs an instruction to go to
                          fix: bind the label before the instruction it means""");
    }

    @Test
    void hasATestForEveryKindOfProblem() {
        Set<Kind> tested = bad().stream().map(Bad::kind).collect(Collectors.toSet());
        tested.addAll(Set.of(LABEL_BOUND_TWICE, Kind.JUMP_TOO_FAR)); // above, and in LongJumpTest
        assertThat(tested).containsExactlyInAnyOrder(Kind.values());
        assertThat(Arrays.stream(Kind.values()).map(Kind::id)).doesNotHaveDuplicates();
    }

    @Test
    void keepsSymbolsWithTheirPlaces() {
        MachineCode code = Assembler.assemble(
                Code.of("f", c -> {
                    c.ldMap(R1, "hits");
                    c.call("callee");
                    c.ldGlobal(R1, "counter", 8).ldFunction(R2, "callback").ldExtern(R1, "jiffies");
                    c.callKfunc("bpf_iter_num_new").exit();
                }),
                V4);
        assertThat(code.relocations())
                .containsExactly(
                        new CodeRelocation(0, Form.LDDW, new SymbolReference.MapReference("hits")),
                        new CodeRelocation(16, Form.CALL, new SymbolReference.FunctionReference("callee")),
                        new CodeRelocation(24, Form.LDDW, new SymbolReference.DataReference("counter", 8)),
                        new CodeRelocation(40, Form.LDDW, new SymbolReference.FunctionReference("callback")),
                        new CodeRelocation(56, Form.LDDW, new SymbolReference.ExternReference("jiffies")),
                        new CodeRelocation(72, Form.CALL, new SymbolReference.KfuncReference("bpf_iter_num_new")));
        assertThat(hex(code.bytes(LITTLE_ENDIAN)))
                .startsWith("1801000000000000 0000000000000000 85100000ffffffff 1801000000000000")
                .endsWith("85100000ffffffff 9500000000000000");
    }

    @Test
    void takesImmediatesFromTheLinker() {
        MachineCode code = Assembler.assemble(
                Code.of("f", c -> {
                    c.core(MARK).mov(R2, 7);
                    c.ldMap(R1, "hits").call("callee").exit();
                }),
                V4);
        byte[] linked = code.bytes(BIG_ENDIAN, (offset, imm) -> offset == 0 ? imm + 1 : offset * 0x100);
        assertThat(hex(linked))
                .isEqualTo("b720000000000008 1810000000000800 0000000000000000 8501000000001800 9500000000000000");
        assertThat(hex(code.bytes(BIG_ENDIAN)))
                .isEqualTo("b720000000000007 1810000000000000 0000000000000000 85010000ffffffff 9500000000000000");
    }

    @Test
    void tellsWhereLinesStart() {
        var one = new SourceLine("F.java", 1, 5, "int a = 1;");
        var two = new SourceLine("F.java", 2, 5, "return a;");
        MachineCode code = Assembler.assemble(
                Code.of("f", c -> {
                    c.line(two).line(one); // of two for one instruction the last counts
                    c.lddw(R0, 1);
                    c.line(one).bind(c.newLabel("unused")).mov(R1, 2); // the same line goes on
                    c.line(two).exit();
                    c.line(one); // nothing follows
                }),
                V4);
        assertThat(code.lines()).containsExactly(new CodeLine(0, one), new CodeLine(24, two));
    }

    @Test
    void keepsTheLineThatReturnsAfterOneWithoutInstructions() {
        var one = new SourceLine("F.java", 1, 5, "");
        var two = new SourceLine("F.java", 2, 5, "");
        MachineCode code = Assembler.assemble(
                Code.of("f", c -> c.line(one).mov(R0, 1).line(two).line(one).exit()), V4);
        assertThat(code.lines()).containsExactly(new CodeLine(0, one));
    }

    @Test
    void tellsWhatTheLoaderPatches() {
        MachineCode code = Assembler.assemble(
                Code.of("f", c -> {
                    c.lddw(R0, 1).core(MARK).ldx(DW, R1, mem(R1, 16));
                    c.line(new SourceLine("F.java", 1, 1, "")).core(MARK).lddw(R2, 5);
                    c.exit();
                }),
                V4);
        assertThat(code.coreRelocations()).containsExactly(new CoreRelocation(16, MARK), new CoreRelocation(24, MARK));
    }

    @Test
    void writesBothByteOrders() {
        MachineCode code = Assembler.assemble(
                Code.of("f", c -> c.lddw(R1, 0x1122334455667788L)
                        .stx(DW, mem(R10, -8), R1)
                        .exit()),
                V4);
        assertThat(hex(code.bytes(LITTLE_ENDIAN)))
                .isEqualTo("1801000088776655 0000000044332211 7b1af8ff00000000 9500000000000000");
        assertThat(hex(code.bytes(BIG_ENDIAN)))
                .isEqualTo("1810000055667788 0000000011223344 7ba1fff800000000 9500000000000000");
    }

    @Test
    void assemblesAMillionInstructionsTwiceTheSame() {
        Code code = Code.of("big", c -> {
            for (int i = 0; i < 1_000_000; i++) {
                var next = c.newLabel("next");
                c.jeq(R1, i, next).bind(next);
            }
            c.exit();
        });
        byte[] bytes = Assembler.assemble(code, V4).bytes(LITTLE_ENDIAN);
        assertThat(bytes)
                .hasSize(8 * 1_000_001)
                .isEqualTo(Assembler.assemble(code, V4).bytes(LITTLE_ENDIAN));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).replaceAll("(.{16})(?=.)", "$1 ");
    }
}
