package dev.skep.asm;

import dev.skep.asm.internal.Word;
import java.util.Optional;

/** Jumps and the end of a function: see RFC 9669 section 4.3. */
public sealed interface JumpInstruction extends Instruction {
    /**
     * {@code goto to}, {@code gotol to}, {@code may_goto to}.
     *
     * @param opcode which operation
     * @param to target
     */
    record Goto(Opcode opcode, JumpTarget to) implements JumpInstruction {
        /** Refuses an opcode of another shape and a distance that does not fit its field. */
        public Goto {
            Operands.require(opcode, OperandShape.JUMP, OperandShape.JUMP_LONG);
            Operands.requireReach(opcode, to);
        }

        @Override
        public long word() {
            return opcode.word() | Operands.target(opcode, to);
        }

        @Override
        public Optional<JumpTarget> target() {
            return Optional.of(to);
        }

        @Override
        public boolean fallsThrough() {
            return opcode == Opcode.MAY_GOTO;
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.jump(this);
        }
    }

    /**
     * {@code if dst op src goto to}.
     *
     * @param opcode which operation
     * @param dst left operand
     * @param src right operand
     * @param to target
     */
    record IfRegister(Opcode opcode, Register dst, Register src, JumpTarget to) implements JumpInstruction {
        /** Refuses an opcode of another shape and a distance that does not fit its field. */
        public IfRegister {
            Operands.require(opcode, OperandShape.JUMP_REGISTER);
            Operands.requireReach(opcode, to);
        }

        @Override
        public long word() {
            return opcode.word() | Word.dst(dst) | Word.src(src) | Operands.target(opcode, to);
        }

        @Override
        public Optional<JumpTarget> target() {
            return Optional.of(to);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.jumpIfRegister(this);
        }
    }

    /**
     * {@code if dst op imm goto to}.
     *
     * @param opcode which operation
     * @param dst left operand
     * @param imm right operand; 64-bit comparisons sign-extend it
     * @param to target
     */
    record IfImmediate(Opcode opcode, Register dst, int imm, JumpTarget to) implements JumpInstruction {
        /** Refuses an opcode of another shape and a distance that does not fit its field. */
        public IfImmediate {
            Operands.require(opcode, OperandShape.JUMP_IMMEDIATE);
            Operands.requireReach(opcode, to);
        }

        @Override
        public long word() {
            return opcode.word() | Word.dst(dst) | Word.imm(imm) | Operands.target(opcode, to);
        }

        @Override
        public Optional<JumpTarget> target() {
            return Optional.of(to);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.jumpIfImmediate(this);
        }
    }

    /**
     * {@code gotox dst}: to the address a jump table gave.
     *
     * @param dst address
     */
    record Indirect(Register dst) implements JumpInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.GOTOX;
        }

        @Override
        public long word() {
            return opcode().word() | Word.dst(dst);
        }

        @Override
        public boolean fallsThrough() {
            return false;
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.jumpIndirect(this);
        }
    }

    /**
     * {@code exit}: leaves the function with r0.
     */
    record Exit() implements JumpInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.EXIT;
        }

        @Override
        public long word() {
            return opcode().word();
        }

        @Override
        public boolean fallsThrough() {
            return false;
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.exit(this);
        }
    }
}
