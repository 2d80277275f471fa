package dev.skep.asm;

import dev.skep.asm.internal.Word;
import java.util.Optional;

/** The 64-bit immediate load {@code lddw}, two slots: see RFC 9669 section 5.4. */
public sealed interface WideInstruction extends Instruction {
    /**
     * {@code dst = value ll}.
     *
     * @param dst result
     * @param value all 64 bits
     */
    record Constant(Register dst, long value) implements WideInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.LDDW;
        }

        @Override
        public long word() {
            return opcode().word() | Word.dst(dst) | Word.imm((int) value);
        }

        @Override
        public long secondWord() {
            return Word.imm((int) (value >> Integer.SIZE));
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.wideConstant(this);
        }
    }

    /**
     * {@code dst = symbol ll}: the address of a map, a global, a function or something of the kernel.
     *
     * @param dst result
     * @param reference what it names
     */
    record Symbol(Register dst, SymbolReference reference) implements WideInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.LDDW;
        }

        @Override
        public long word() {
            return opcode().word() | Word.dst(dst);
        }

        @Override
        public Optional<SymbolReference> symbol() {
            return Optional.of(reference);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.wideSymbol(this);
        }
    }

    /**
     * {@code dst = map[fd:imm]} and its kin: a reference that already has its numbers, as the kernel takes it.
     *
     * @param opcode which operation
     * @param dst result
     * @param imm immediate of the first slot
     * @param next immediate of the second slot
     */
    record Pseudo(Opcode opcode, Register dst, int imm, int next) implements WideInstruction {
        /** Refuses an opcode of another shape. */
        public Pseudo {
            Operands.require(opcode, OperandShape.WIDE_PSEUDO);
        }

        @Override
        public long word() {
            return opcode.word() | Word.dst(dst) | Word.imm(imm);
        }

        @Override
        public long secondWord() {
            return Word.imm(next);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.widePseudo(this);
        }
    }
}
