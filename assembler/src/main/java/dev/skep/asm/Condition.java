package dev.skep.asm;

import static dev.skep.asm.Opcode.JEQ32_K;
import static dev.skep.asm.Opcode.JEQ32_X;
import static dev.skep.asm.Opcode.JEQ_K;
import static dev.skep.asm.Opcode.JEQ_X;
import static dev.skep.asm.Opcode.JGE32_K;
import static dev.skep.asm.Opcode.JGE32_X;
import static dev.skep.asm.Opcode.JGE_K;
import static dev.skep.asm.Opcode.JGE_X;
import static dev.skep.asm.Opcode.JGT32_K;
import static dev.skep.asm.Opcode.JGT32_X;
import static dev.skep.asm.Opcode.JGT_K;
import static dev.skep.asm.Opcode.JGT_X;
import static dev.skep.asm.Opcode.JLE32_K;
import static dev.skep.asm.Opcode.JLE32_X;
import static dev.skep.asm.Opcode.JLE_K;
import static dev.skep.asm.Opcode.JLE_X;
import static dev.skep.asm.Opcode.JLT32_K;
import static dev.skep.asm.Opcode.JLT32_X;
import static dev.skep.asm.Opcode.JLT_K;
import static dev.skep.asm.Opcode.JLT_X;
import static dev.skep.asm.Opcode.JNE32_K;
import static dev.skep.asm.Opcode.JNE32_X;
import static dev.skep.asm.Opcode.JNE_K;
import static dev.skep.asm.Opcode.JNE_X;
import static dev.skep.asm.Opcode.JSET32_K;
import static dev.skep.asm.Opcode.JSET32_X;
import static dev.skep.asm.Opcode.JSET_K;
import static dev.skep.asm.Opcode.JSET_X;
import static dev.skep.asm.Opcode.JSGE32_K;
import static dev.skep.asm.Opcode.JSGE32_X;
import static dev.skep.asm.Opcode.JSGE_K;
import static dev.skep.asm.Opcode.JSGE_X;
import static dev.skep.asm.Opcode.JSGT32_K;
import static dev.skep.asm.Opcode.JSGT32_X;
import static dev.skep.asm.Opcode.JSGT_K;
import static dev.skep.asm.Opcode.JSGT_X;
import static dev.skep.asm.Opcode.JSLE32_K;
import static dev.skep.asm.Opcode.JSLE32_X;
import static dev.skep.asm.Opcode.JSLE_K;
import static dev.skep.asm.Opcode.JSLE_X;
import static dev.skep.asm.Opcode.JSLT32_K;
import static dev.skep.asm.Opcode.JSLT32_X;
import static dev.skep.asm.Opcode.JSLT_K;
import static dev.skep.asm.Opcode.JSLT_X;

import java.util.Optional;

/** The comparisons a jump can make, each in four forms: 64 or 32 bits wide, with a register or an immediate. */
public enum Condition {
    // spotless:off
    /** {@code dst == operand}. */
    EQ  ("==", JEQ_K,   JEQ_X,   JEQ32_K,   JEQ32_X),
    /** {@code dst != operand}. */
    NE  ("!=", JNE_K,   JNE_X,   JNE32_K,   JNE32_X),
    /** {@code dst > operand}, unsigned. */
    GT  (">",  JGT_K,   JGT_X,   JGT32_K,   JGT32_X),
    /** {@code dst >= operand}, unsigned. */
    GE  (">=", JGE_K,   JGE_X,   JGE32_K,   JGE32_X),
    /** {@code dst < operand}, unsigned. */
    LT  ("<",  JLT_K,   JLT_X,   JLT32_K,   JLT32_X),
    /** {@code dst <= operand}, unsigned. */
    LE  ("<=", JLE_K,   JLE_X,   JLE32_K,   JLE32_X),
    /** {@code dst s> operand}, signed. */
    SGT ("s>", JSGT_K,  JSGT_X,  JSGT32_K,  JSGT32_X),
    /** {@code dst s>= operand}, signed. */
    SGE ("s>=",JSGE_K,  JSGE_X,  JSGE32_K,  JSGE32_X),
    /** {@code dst s< operand}, signed. */
    SLT ("s<", JSLT_K,  JSLT_X,  JSLT32_K,  JSLT32_X),
    /** {@code dst s<= operand}, signed. */
    SLE ("s<=",JSLE_K,  JSLE_X,  JSLE32_K,  JSLE32_X),
    /** {@code (dst & operand) != 0}. */
    SET ("&",  JSET_K,  JSET_X,  JSET32_K,  JSET32_X);
    // spotless:on

    private final String symbol;
    private final Opcode immediate;
    private final Opcode register;
    private final Opcode immediate32;
    private final Opcode register32;

    Condition(String symbol, Opcode immediate, Opcode register, Opcode immediate32, Opcode register32) {
        this.symbol = symbol;
        this.immediate = immediate;
        this.register = register;
        this.immediate32 = immediate32;
        this.register32 = register32;
    }

    /** Returns the condition of a conditional jump; empty for every other instruction. */
    public static Optional<Condition> of(Opcode jump) {
        for (Condition condition : values()) {
            if (jump == condition.immediate
                    || jump == condition.register
                    || jump == condition.immediate32
                    || jump == condition.register32) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    /** Returns the jump that compares with an immediate, {@code W} or {@code DW} wide. */
    public Opcode immediate(Width width) {
        return Wide.select(width, immediate32, immediate);
    }

    /** Returns the jump that compares with a register, {@code W} or {@code DW} wide. */
    public Opcode register(Width width) {
        return Wide.select(width, register32, register);
    }

    /** Returns the condition that holds exactly when this one does not; {@link #SET} has none. */
    public Optional<Condition> negate() {
        return switch (this) {
            case EQ -> Optional.of(NE);
            case NE -> Optional.of(EQ);
            case GT -> Optional.of(LE);
            case GE -> Optional.of(LT);
            case LT -> Optional.of(GE);
            case LE -> Optional.of(GT);
            case SGT -> Optional.of(SLE);
            case SGE -> Optional.of(SLT);
            case SLT -> Optional.of(SGE);
            case SLE -> Optional.of(SGT);
            case SET -> Optional.empty();
        };
    }

    /** Returns the condition that holds for {@code (b, a)} exactly when this one holds for {@code (a, b)}. */
    public Condition swap() {
        return switch (this) {
            case EQ, NE, SET -> this;
            case GT -> LT;
            case GE -> LE;
            case LT -> GT;
            case LE -> GE;
            case SGT -> SLT;
            case SGE -> SLE;
            case SLT -> SGT;
            case SLE -> SGE;
        };
    }

    /** Returns the sign between the operands: {@code s>}. */
    @Override
    public String toString() {
        return symbol;
    }
}
