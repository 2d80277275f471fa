package dev.skep.asm;

import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R2;
import static dev.skep.asm.Register.R3;
import static dev.skep.asm.Register.R4;
import static dev.skep.asm.Register.R5;
import static dev.skep.asm.Register.R6;

/**
 * What the fields of an instruction mean. Each shape is one record of the {@link Instruction} family.
 *
 * <p>The columns say which of {@code dst src off imm} hold an operand (in that order, {@code -} for a field that is
 * zero or fixed by the opcode), how many slots the instruction takes, and which registers it reads and writes without
 * naming them.
 */
public enum OperandShape {
    // spotless:off
    /** {@link AluInstruction.Binary}. */
    ALU_REGISTER         ("ds--", 1, none(),      none()),
    /** {@link AluInstruction.Immediate}. */
    ALU_IMMEDIATE        ("d--i", 1, none(),      none()),
    /** {@link AluInstruction.Unary}. */
    ALU_UNARY            ("d---", 1, none(),      none()),
    /** {@link AluInstruction.AddressSpaceCast}. */
    ADDRESS_SPACE_CAST   ("ds-i", 1, none(),      none()),
    /** {@link MemoryInstruction.Load}. */
    LOAD                 ("dso-", 1, none(),      none()),
    /** {@link MemoryInstruction.Store}. */
    STORE                ("dso-", 1, none(),      none()),
    /** {@link MemoryInstruction.StoreImmediate}. */
    STORE_IMMEDIATE      ("d-oi", 1, none(),      none()),
    /** {@link MemoryInstruction.Atomic}. */
    ATOMIC               ("dso-", 1, none(),      none()),
    /** {@link MemoryInstruction.Atomic}, which compares with r0 and leaves the old value there. */
    ATOMIC_COMPARE       ("dso-", 1, set(R0),     set(R0)),
    /** {@link MemoryInstruction.PacketLoad}. */
    PACKET_LOAD          ("---i", 1, set(R6),     callerSaved()),
    /** {@link MemoryInstruction.PacketLoadIndirect}. */
    PACKET_LOAD_INDIRECT ("-s-i", 1, set(R6),     callerSaved()),
    /** {@link WideInstruction.Constant} and {@link WideInstruction.Symbol}. */
    WIDE_CONSTANT        ("d--i", 2, none(),      none()),
    /** {@link WideInstruction.Pseudo}. */
    WIDE_PSEUDO          ("d--i", 2, none(),      none()),
    /** {@link JumpInstruction.Goto}, the target in off. */
    JUMP                 ("--o-", 1, none(),      none()),
    /** {@link JumpInstruction.Goto}, the target in imm. */
    JUMP_LONG            ("---i", 1, none(),      none()),
    /** {@link JumpInstruction.IfRegister}. */
    JUMP_REGISTER        ("dso-", 1, none(),      none()),
    /** {@link JumpInstruction.IfImmediate}. */
    JUMP_IMMEDIATE       ("d-oi", 1, none(),      none()),
    /** {@link JumpInstruction.Indirect}. */
    JUMP_INDIRECT        ("d---", 1, none(),      none()),
    /** {@link JumpInstruction.Exit}. */
    NO_OPERANDS          ("----", 1, set(R0),     none()),
    /** {@link CallInstruction.Helper}. */
    CALL_HELPER          ("---i", 1, arguments(), callerSaved()),
    /** {@link CallInstruction.Local} and {@link CallInstruction.Function}. */
    CALL_FUNCTION        ("---i", 1, arguments(), callerSaved()),
    /** {@link CallInstruction.KfuncId} and {@link CallInstruction.Kfunc}. */
    CALL_KERNEL          ("--oi", 1, arguments(), callerSaved()),
    /** {@link CallInstruction.Indirect}. */
    CALL_REGISTER        ("d---", 1, arguments(), callerSaved());
    // spotless:on

    private final boolean dst;
    private final boolean src;
    private final boolean off;
    private final boolean imm;
    private final int slots;
    private final RegisterSet implicitReads;
    private final RegisterSet implicitWrites;

    OperandShape(String fields, int slots, RegisterSet implicitReads, RegisterSet implicitWrites) {
        this.dst = fields.charAt(0) == 'd';
        this.src = fields.charAt(1) == 's';
        this.off = fields.charAt(2) == 'o';
        this.imm = fields.charAt(3) == 'i';
        this.slots = slots;
        this.implicitReads = implicitReads;
        this.implicitWrites = implicitWrites;
    }

    /** Tells whether dst is an operand. */
    public boolean hasDst() {
        return dst;
    }

    /** Tells whether src is an operand. */
    public boolean hasSrc() {
        return src;
    }

    /** Tells whether off is an operand. */
    public boolean hasOff() {
        return off;
    }

    /** Tells whether imm is an operand. */
    public boolean hasImm() {
        return imm;
    }

    /** Returns how many 8-byte slots the instruction takes: 2 for {@code lddw}, else 1. */
    public int slots() {
        return slots;
    }

    /** Returns the registers that are read without being named; a call may read fewer of r1 to r5. */
    public RegisterSet implicitReads() {
        return implicitReads;
    }

    /** Returns the registers that are written, or lost, without being named. */
    public RegisterSet implicitWrites() {
        return implicitWrites;
    }

    private static RegisterSet none() {
        return RegisterSet.EMPTY;
    }

    private static RegisterSet set(Register register) {
        return RegisterSet.of(register);
    }

    private static RegisterSet arguments() {
        return RegisterSet.of(R1, R2, R3, R4, R5);
    }

    private static RegisterSet callerSaved() {
        return RegisterSet.of(R0, R1, R2, R3, R4, R5);
    }
}
