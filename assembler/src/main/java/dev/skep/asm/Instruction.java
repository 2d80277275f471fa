package dev.skep.asm;

import java.util.Optional;

/** One instruction with its operands. The families are records, one for each {@link OperandShape}. */
public sealed interface Instruction extends CodeElement
        permits AluInstruction, MemoryInstruction, WideInstruction, JumpInstruction, CallInstruction {
    /** Returns the row of the instruction table. */
    Opcode opcode();

    /** Returns the registers whose values it needs; a call is said to need all five arguments. */
    default RegisterSet reads() {
        return opcode().shape().implicitReads().union(Operands.registers(this, Role::reads));
    }

    /** Returns the registers that hold something else afterwards, those a call clobbers among them. */
    default RegisterSet writes() {
        return opcode().shape().implicitWrites().union(Operands.registers(this, Role::writes));
    }

    /**
     * Returns the first slot: its bytes in little-endian form read as a little-endian number. A label or symbol, which has no
     * number yet, leaves its field as a loader wants to find it.
     */
    long word();

    /** Returns the second slot of an instruction of two slots, else zero. */
    default long secondWord() {
        return 0;
    }

    /** Returns how many 8-byte slots it takes. */
    default int slots() {
        return opcode().shape().slots();
    }

    /** Returns where it may jump to, or which code of the same function it calls. */
    default Optional<JumpTarget> target() {
        return Optional.empty();
    }

    /** Returns the symbol that a linker or loader has to fill in. */
    default Optional<SymbolReference> symbol() {
        return Optional.empty();
    }

    /** Tells whether the next instruction may run after this one. */
    default boolean fallsThrough() {
        return true;
    }

    /** Returns what the visitor makes of this instruction. */
    <R> R accept(InstructionVisitor<R> visitor);

    @Override
    default void accept(CodeElement.Visitor visitor) {
        visitor.instruction(this);
    }
}
