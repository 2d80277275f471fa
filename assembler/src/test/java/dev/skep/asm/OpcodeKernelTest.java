package dev.skep.asm;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R3;
import static dev.skep.asm.Width.DW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows that no assembler here knows, as the running kernel understands them. */
class OpcodeKernelTest {
    private record Case(String says, Consumer<CodeBuilder> code) {
        @Override
        public String toString() {
            return says;
        }
    }

    static List<Case> namedByTheVerifier() {
        // spotless:off
        return List.of(
            new Case("fd 12345 is not pointing to valid bpf_map",  c -> c.ldMapFd(R1, 12345).mov(R0, 0).exit()),
            new Case("fd 12346 is not pointing to valid bpf_map",  c -> c.ldMapValue(R1, 12346, 8).mov(R0, 0).exit()),
            new Case("ldimm64 insn specifies invalid btf_id 123456789",
                                                                   c -> pseudo(c, Opcode.LDDW_BTF_ID, 123456789, 0)),
            new Case("invalid module BTF object FD specified",     c -> pseudo(c, Opcode.LDDW_BTF_ID, 1, 12345)),
            new Case("missing btf func_info",                      c -> pseudo(c, Opcode.LDDW_FUNC, 3, 0).mov(R0, 0).exit()),
            new Case("fd_idx without fd_array is invalid",         c -> pseudo(c, Opcode.LDDW_MAP_IDX, 0, 0)),
            new Case("fd_idx without fd_array is invalid",         c -> pseudo(c, Opcode.LDDW_MAP_IDX_VALUE, 0, 8)),
            new Case("kernel btf_id 123456789 is not a function",
                                                                   c -> kfunc(c, 123456789, 0)),
            new Case("kfunc offset > 0 without fd_array is invalid",
                                                                   c -> kfunc(c, 1, 3)));
        // spotless:on
    }

    @ParameterizedTest
    @MethodSource("namedByTheVerifier")
    void takesTheNumbersOfPseudoForms(Case row) {
        assertThat(InKernel.log(row.code())).contains(row.says());
    }

    @ParameterizedTest
    @EnumSource(Width.class)
    void loadsWithAcquire(Width width) {
        Consumer<CodeBuilder> code = c -> {
            c.lddw(R1, 0x1122334455667788L).stx(DW, mem(R10, -8), R1);
            c.loadAcquire(width, R0, mem(R10, -8));
        };
        assertThat(InKernel.run(code.andThen(CodeBuilder::exit))).isEqualTo((int) (0x1122334455667788L & ones(width)));
        assertThat(InKernel.log(code.andThen(OpcodeKernelTest::spoil)))
                .contains("load_acquire((u" + width.bits() + " *)(r10 -8))");
    }

    @ParameterizedTest
    @EnumSource(Width.class)
    void storesWithRelease(Width width) {
        Consumer<CodeBuilder> code = c -> {
            c.st(DW, mem(R10, -8), 0).mov(R1, -1);
            c.storeRelease(width, mem(R10, -8), R1);
            c.ldx(DW, R2, mem(R10, -8)).lddw(R3, ones(width));
            c.mov(R0, 0).ifThen(R2.eq(R3), () -> c.mov(R0, 1));
        };
        assertThat(InKernel.run(code.andThen(CodeBuilder::exit))).isEqualTo(1);
        assertThat(InKernel.log(code.andThen(OpcodeKernelTest::spoil)))
                .contains("store_release((u" + width.bits() + " *)(r10 -8)");
    }

    @Test
    void refusesWhatNoKernelAccepts() {
        assertThat(InKernel.log(c -> c.with(new CallInstruction.Indirect(R1)).exit()))
                .contains("unknown opcode 8d");
        assertThat(InKernel.log(c -> c.ldxs(DW, R0, mem(R1)).exit())).contains("unknown opcode 99");
        assertThat(InKernel.log(c -> c.alu(Opcode.MOVSX32_32, R0, R1).exit())).contains("BPF_MOV uses reserved fields");
    }

    /** Ends the code so that the verifier refuses it: the log repeats only the instructions of refused paths. */
    private static void spoil(CodeBuilder c) {
        c.mov(R1, 0).ldx(DW, R0, mem(R1)).exit();
    }

    private static long ones(Width width) {
        return -1L >>> (Long.SIZE - width.bits());
    }

    private static CodeBuilder pseudo(CodeBuilder c, Opcode opcode, int imm, int next) {
        return c.with(new WideInstruction.Pseudo(opcode, R1, imm, next))
                .mov(R0, 0)
                .exit();
    }

    private static CodeBuilder kfunc(CodeBuilder c, int id, int module) {
        return c.with(new CallInstruction.KfuncId(id, module)).exit();
    }
}
