package dev.skep.asm;

import static dev.skep.asm.Width.DW;
import static dev.skep.asm.Width.W;

/** Jumps and the end of a function. A {@code 32} compares the lower halves; level 3. */
public sealed interface JumpMnemonics extends Mnemonics permits CodeBuilder {
    /** Emits {@code if dst condition src goto to}, {@code W} or {@code DW} wide. */
    default CodeBuilder jump(Condition condition, Width width, Register dst, Register src, JumpTarget to) {
        return with(new JumpInstruction.IfRegister(condition.register(width), dst, src, to));
    }

    /** Emits {@code if dst condition imm goto to}, {@code W} or {@code DW} wide. */
    default CodeBuilder jump(Condition condition, Width width, Register dst, int imm, JumpTarget to) {
        return with(new JumpInstruction.IfImmediate(condition.immediate(width), dst, imm, to));
    }

    /** Emits {@code if comparison goto to}. */
    default CodeBuilder jump(Comparison comparison, JumpTarget to) {
        return with(comparison.jump(to));
    }

    /** Emits {@code goto to}; the assembler makes it long where it must. */
    default CodeBuilder ja(JumpTarget to) {
        return with(new JumpInstruction.Goto(Opcode.JA, to));
    }

    /** Emits {@code gotol to}; level 4. */
    default CodeBuilder gotol(JumpTarget to) {
        return with(new JumpInstruction.Goto(Opcode.GOTOL, to));
    }

    /** Emits {@code may_goto to}: goes there when the kernel's loop budget is used up; kernel 6.9. */
    default CodeBuilder mayGoto(JumpTarget to) {
        return with(new JumpInstruction.Goto(Opcode.MAY_GOTO, to));
    }

    /** Emits {@code gotox dst}: to the address a jump table gave; kernel 6.19. */
    default CodeBuilder gotox(Register dst) {
        return with(new JumpInstruction.Indirect(dst));
    }

    /** Emits {@code exit}: returns r0. */
    default CodeBuilder exit() {
        return with(new JumpInstruction.Exit());
    }

    // spotless:off
    /** Emits {@code if dst == src goto to}. */
    default CodeBuilder jeq(Register dst, Register src, JumpTarget to) { return jump(Condition.EQ, DW, dst, src, to); }
    /** Emits {@code if dst == imm goto to}. */
    default CodeBuilder jeq(Register dst, int imm, JumpTarget to) { return jump(Condition.EQ, DW, dst, imm, to); }
    /** Emits {@code if wdst == wsrc goto to}. */
    default CodeBuilder jeq32(Register dst, Register src, JumpTarget to) { return jump(Condition.EQ, W, dst, src, to); }
    /** Emits {@code if wdst == imm goto to}. */
    default CodeBuilder jeq32(Register dst, int imm, JumpTarget to) { return jump(Condition.EQ, W, dst, imm, to); }
    /** Emits {@code if dst != src goto to}. */
    default CodeBuilder jne(Register dst, Register src, JumpTarget to) { return jump(Condition.NE, DW, dst, src, to); }
    /** Emits {@code if dst != imm goto to}. */
    default CodeBuilder jne(Register dst, int imm, JumpTarget to) { return jump(Condition.NE, DW, dst, imm, to); }
    /** Emits {@code if wdst != wsrc goto to}. */
    default CodeBuilder jne32(Register dst, Register src, JumpTarget to) { return jump(Condition.NE, W, dst, src, to); }
    /** Emits {@code if wdst != imm goto to}. */
    default CodeBuilder jne32(Register dst, int imm, JumpTarget to) { return jump(Condition.NE, W, dst, imm, to); }
    /** Emits {@code if dst > src goto to}, unsigned. */
    default CodeBuilder jgt(Register dst, Register src, JumpTarget to) { return jump(Condition.GT, DW, dst, src, to); }
    /** Emits {@code if dst > imm goto to}, unsigned. */
    default CodeBuilder jgt(Register dst, int imm, JumpTarget to) { return jump(Condition.GT, DW, dst, imm, to); }
    /** Emits {@code if wdst > wsrc goto to}, unsigned. */
    default CodeBuilder jgt32(Register dst, Register src, JumpTarget to) { return jump(Condition.GT, W, dst, src, to); }
    /** Emits {@code if wdst > imm goto to}, unsigned. */
    default CodeBuilder jgt32(Register dst, int imm, JumpTarget to) { return jump(Condition.GT, W, dst, imm, to); }
    /** Emits {@code if dst >= src goto to}, unsigned. */
    default CodeBuilder jge(Register dst, Register src, JumpTarget to) { return jump(Condition.GE, DW, dst, src, to); }
    /** Emits {@code if dst >= imm goto to}, unsigned. */
    default CodeBuilder jge(Register dst, int imm, JumpTarget to) { return jump(Condition.GE, DW, dst, imm, to); }
    /** Emits {@code if wdst >= wsrc goto to}, unsigned. */
    default CodeBuilder jge32(Register dst, Register src, JumpTarget to) { return jump(Condition.GE, W, dst, src, to); }
    /** Emits {@code if wdst >= imm goto to}, unsigned. */
    default CodeBuilder jge32(Register dst, int imm, JumpTarget to) { return jump(Condition.GE, W, dst, imm, to); }
    /** Emits {@code if dst < src goto to}, unsigned. */
    default CodeBuilder jlt(Register dst, Register src, JumpTarget to) { return jump(Condition.LT, DW, dst, src, to); }
    /** Emits {@code if dst < imm goto to}, unsigned. */
    default CodeBuilder jlt(Register dst, int imm, JumpTarget to) { return jump(Condition.LT, DW, dst, imm, to); }
    /** Emits {@code if wdst < wsrc goto to}, unsigned. */
    default CodeBuilder jlt32(Register dst, Register src, JumpTarget to) { return jump(Condition.LT, W, dst, src, to); }
    /** Emits {@code if wdst < imm goto to}, unsigned. */
    default CodeBuilder jlt32(Register dst, int imm, JumpTarget to) { return jump(Condition.LT, W, dst, imm, to); }
    /** Emits {@code if dst <= src goto to}, unsigned. */
    default CodeBuilder jle(Register dst, Register src, JumpTarget to) { return jump(Condition.LE, DW, dst, src, to); }
    /** Emits {@code if dst <= imm goto to}, unsigned. */
    default CodeBuilder jle(Register dst, int imm, JumpTarget to) { return jump(Condition.LE, DW, dst, imm, to); }
    /** Emits {@code if wdst <= wsrc goto to}, unsigned. */
    default CodeBuilder jle32(Register dst, Register src, JumpTarget to) { return jump(Condition.LE, W, dst, src, to); }
    /** Emits {@code if wdst <= imm goto to}, unsigned. */
    default CodeBuilder jle32(Register dst, int imm, JumpTarget to) { return jump(Condition.LE, W, dst, imm, to); }
    /** Emits {@code if dst s> src goto to}, signed. */
    default CodeBuilder jsgt(Register dst, Register src, JumpTarget to) { return jump(Condition.SGT, DW, dst, src, to); }
    /** Emits {@code if dst s> imm goto to}, signed. */
    default CodeBuilder jsgt(Register dst, int imm, JumpTarget to) { return jump(Condition.SGT, DW, dst, imm, to); }
    /** Emits {@code if wdst s> wsrc goto to}, signed. */
    default CodeBuilder jsgt32(Register dst, Register src, JumpTarget to) { return jump(Condition.SGT, W, dst, src, to); }
    /** Emits {@code if wdst s> imm goto to}, signed. */
    default CodeBuilder jsgt32(Register dst, int imm, JumpTarget to) { return jump(Condition.SGT, W, dst, imm, to); }
    /** Emits {@code if dst s>= src goto to}, signed. */
    default CodeBuilder jsge(Register dst, Register src, JumpTarget to) { return jump(Condition.SGE, DW, dst, src, to); }
    /** Emits {@code if dst s>= imm goto to}, signed. */
    default CodeBuilder jsge(Register dst, int imm, JumpTarget to) { return jump(Condition.SGE, DW, dst, imm, to); }
    /** Emits {@code if wdst s>= wsrc goto to}, signed. */
    default CodeBuilder jsge32(Register dst, Register src, JumpTarget to) { return jump(Condition.SGE, W, dst, src, to); }
    /** Emits {@code if wdst s>= imm goto to}, signed. */
    default CodeBuilder jsge32(Register dst, int imm, JumpTarget to) { return jump(Condition.SGE, W, dst, imm, to); }
    /** Emits {@code if dst s< src goto to}, signed. */
    default CodeBuilder jslt(Register dst, Register src, JumpTarget to) { return jump(Condition.SLT, DW, dst, src, to); }
    /** Emits {@code if dst s< imm goto to}, signed. */
    default CodeBuilder jslt(Register dst, int imm, JumpTarget to) { return jump(Condition.SLT, DW, dst, imm, to); }
    /** Emits {@code if wdst s< wsrc goto to}, signed. */
    default CodeBuilder jslt32(Register dst, Register src, JumpTarget to) { return jump(Condition.SLT, W, dst, src, to); }
    /** Emits {@code if wdst s< imm goto to}, signed. */
    default CodeBuilder jslt32(Register dst, int imm, JumpTarget to) { return jump(Condition.SLT, W, dst, imm, to); }
    /** Emits {@code if dst s<= src goto to}, signed. */
    default CodeBuilder jsle(Register dst, Register src, JumpTarget to) { return jump(Condition.SLE, DW, dst, src, to); }
    /** Emits {@code if dst s<= imm goto to}, signed. */
    default CodeBuilder jsle(Register dst, int imm, JumpTarget to) { return jump(Condition.SLE, DW, dst, imm, to); }
    /** Emits {@code if wdst s<= wsrc goto to}, signed. */
    default CodeBuilder jsle32(Register dst, Register src, JumpTarget to) { return jump(Condition.SLE, W, dst, src, to); }
    /** Emits {@code if wdst s<= imm goto to}, signed. */
    default CodeBuilder jsle32(Register dst, int imm, JumpTarget to) { return jump(Condition.SLE, W, dst, imm, to); }
    /** Emits {@code if dst & src goto to}. */
    default CodeBuilder jset(Register dst, Register src, JumpTarget to) { return jump(Condition.SET, DW, dst, src, to); }
    /** Emits {@code if dst & imm goto to}. */
    default CodeBuilder jset(Register dst, int imm, JumpTarget to) { return jump(Condition.SET, DW, dst, imm, to); }
    /** Emits {@code if wdst & wsrc goto to}. */
    default CodeBuilder jset32(Register dst, Register src, JumpTarget to) { return jump(Condition.SET, W, dst, src, to); }
    /** Emits {@code if wdst & imm goto to}. */
    default CodeBuilder jset32(Register dst, int imm, JumpTarget to) { return jump(Condition.SET, W, dst, imm, to); }
    // spotless:on
}
