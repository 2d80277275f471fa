package dev.skep.asm;

import static dev.skep.asm.Opcode.ADD32_K;
import static dev.skep.asm.Opcode.ADD32_X;
import static dev.skep.asm.Opcode.ADD_K;
import static dev.skep.asm.Opcode.ADD_X;
import static dev.skep.asm.Opcode.AND32_K;
import static dev.skep.asm.Opcode.AND32_X;
import static dev.skep.asm.Opcode.AND_K;
import static dev.skep.asm.Opcode.AND_X;
import static dev.skep.asm.Opcode.ARSH32_K;
import static dev.skep.asm.Opcode.ARSH32_X;
import static dev.skep.asm.Opcode.ARSH_K;
import static dev.skep.asm.Opcode.ARSH_X;
import static dev.skep.asm.Opcode.DIV32_K;
import static dev.skep.asm.Opcode.DIV32_X;
import static dev.skep.asm.Opcode.DIV_K;
import static dev.skep.asm.Opcode.DIV_X;
import static dev.skep.asm.Opcode.LSH32_K;
import static dev.skep.asm.Opcode.LSH32_X;
import static dev.skep.asm.Opcode.LSH_K;
import static dev.skep.asm.Opcode.LSH_X;
import static dev.skep.asm.Opcode.MOD32_K;
import static dev.skep.asm.Opcode.MOD32_X;
import static dev.skep.asm.Opcode.MOD_K;
import static dev.skep.asm.Opcode.MOD_X;
import static dev.skep.asm.Opcode.MOV32_K;
import static dev.skep.asm.Opcode.MOV32_X;
import static dev.skep.asm.Opcode.MOV_K;
import static dev.skep.asm.Opcode.MOV_X;
import static dev.skep.asm.Opcode.MUL32_K;
import static dev.skep.asm.Opcode.MUL32_X;
import static dev.skep.asm.Opcode.MUL_K;
import static dev.skep.asm.Opcode.MUL_X;
import static dev.skep.asm.Opcode.OR32_K;
import static dev.skep.asm.Opcode.OR32_X;
import static dev.skep.asm.Opcode.OR_K;
import static dev.skep.asm.Opcode.OR_X;
import static dev.skep.asm.Opcode.RSH32_K;
import static dev.skep.asm.Opcode.RSH32_X;
import static dev.skep.asm.Opcode.RSH_K;
import static dev.skep.asm.Opcode.RSH_X;
import static dev.skep.asm.Opcode.SDIV32_K;
import static dev.skep.asm.Opcode.SDIV32_X;
import static dev.skep.asm.Opcode.SDIV_K;
import static dev.skep.asm.Opcode.SDIV_X;
import static dev.skep.asm.Opcode.SMOD32_K;
import static dev.skep.asm.Opcode.SMOD32_X;
import static dev.skep.asm.Opcode.SMOD_K;
import static dev.skep.asm.Opcode.SMOD_X;
import static dev.skep.asm.Opcode.SUB32_K;
import static dev.skep.asm.Opcode.SUB32_X;
import static dev.skep.asm.Opcode.SUB_K;
import static dev.skep.asm.Opcode.SUB_X;
import static dev.skep.asm.Opcode.XOR32_K;
import static dev.skep.asm.Opcode.XOR32_X;
import static dev.skep.asm.Opcode.XOR_K;
import static dev.skep.asm.Opcode.XOR_X;

/**
 * The operations with two operands, each in four forms: 64 or 32 bits wide, with a register or an immediate.
 *
 * <p>Operations with one operand ({@code neg}, byte order) and sign-extending moves have forms of their own: see
 * {@link AluMnemonics}.
 */
public enum AluOp {
    // spotless:off
    /** {@code dst += operand}. */
    ADD  (ADD_K,    ADD_X,    ADD32_K,    ADD32_X),
    /** {@code dst -= operand}. */
    SUB  (SUB_K,    SUB_X,    SUB32_K,    SUB32_X),
    /** {@code dst *= operand}. */
    MUL  (MUL_K,    MUL_X,    MUL32_K,    MUL32_X),
    /** {@code dst /= operand}, unsigned; 0 when the operand is 0. */
    DIV  (DIV_K,    DIV_X,    DIV32_K,    DIV32_X),
    /** {@code dst s/= operand}, signed; 0 when the operand is 0. */
    SDIV (SDIV_K,   SDIV_X,   SDIV32_K,   SDIV32_X),
    /** {@code dst %= operand}, unsigned; dst when the operand is 0. */
    MOD  (MOD_K,    MOD_X,    MOD32_K,    MOD32_X),
    /** {@code dst s%= operand}, signed; dst when the operand is 0. */
    SMOD (SMOD_K,   SMOD_X,   SMOD32_K,   SMOD32_X),
    /** {@code dst |= operand}. */
    OR   (OR_K,     OR_X,     OR32_K,     OR32_X),
    /** {@code dst &= operand}. */
    AND  (AND_K,    AND_X,    AND32_K,    AND32_X),
    /** {@code dst ^= operand}. */
    XOR  (XOR_K,    XOR_X,    XOR32_K,    XOR32_X),
    /** {@code dst <<= operand}, modulo the width. */
    LSH  (LSH_K,    LSH_X,    LSH32_K,    LSH32_X),
    /** {@code dst >>= operand}, zeros come in. */
    RSH  (RSH_K,    RSH_X,    RSH32_K,    RSH32_X),
    /** {@code dst s>>= operand}, the sign comes in. */
    ARSH (ARSH_K,   ARSH_X,   ARSH32_K,   ARSH32_X),
    /** {@code dst = operand}. */
    MOV  (MOV_K,    MOV_X,    MOV32_K,    MOV32_X);
    // spotless:on

    private final Opcode immediate;
    private final Opcode register;
    private final Opcode immediate32;
    private final Opcode register32;

    AluOp(Opcode immediate, Opcode register, Opcode immediate32, Opcode register32) {
        this.immediate = immediate;
        this.register = register;
        this.immediate32 = immediate32;
        this.register32 = register32;
    }

    /** Returns the instruction with an immediate operand, {@code W} or {@code DW} wide. */
    public Opcode immediate(Width width) {
        return Wide.select(width, immediate32, immediate);
    }

    /** Returns the instruction with a register operand, {@code W} or {@code DW} wide. */
    public Opcode register(Width width) {
        return Wide.select(width, register32, register);
    }
}
