package dev.skep.asm;

import dev.skep.asm.internal.Bits;
import dev.skep.asm.internal.Word;

/** Arithmetic: see RFC 9669 section 4.1, 4.2. */
public sealed interface AluInstruction extends Instruction {
    /**
     * {@code dst op= src}: arithmetic, moves, sign extension, signed division.
     *
     * @param opcode which operation
     * @param dst left operand and result
     * @param src right operand
     */
    record Binary(Opcode opcode, Register dst, Register src) implements AluInstruction {
        /** Refuses an opcode of another shape. */
        public Binary {
            Operands.require(opcode, OperandShape.ALU_REGISTER);
        }

        @Override
        public long word() {
            return opcode.word() | Word.dst(dst) | Word.src(src);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.aluBinary(this);
        }
    }

    /**
     * {@code dst op= imm}.
     *
     * @param opcode which operation
     * @param dst left operand and result
     * @param imm right operand; 64-bit operations sign-extend it
     */
    record Immediate(Opcode opcode, Register dst, int imm) implements AluInstruction {
        /** Refuses an opcode of another shape. */
        public Immediate {
            Operands.require(opcode, OperandShape.ALU_IMMEDIATE);
        }

        @Override
        public long word() {
            return opcode.word() | Word.dst(dst) | Word.imm(imm);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.aluImmediate(this);
        }
    }

    /**
     * {@code dst = op dst}: negation and byte order.
     *
     * @param opcode which operation
     * @param dst operand and result
     */
    record Unary(Opcode opcode, Register dst) implements AluInstruction {
        /** Refuses an opcode of another shape. */
        public Unary {
            Operands.require(opcode, OperandShape.ALU_UNARY);
        }

        @Override
        public long word() {
            return opcode.word() | Word.dst(dst);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.aluUnary(this);
        }
    }

    /**
     * {@code dst = addr_space_cast(src, to, from)}: an arena pointer between the kernel (0) and the user (1) view.
     *
     * @param dst result
     * @param src pointer
     * @param to address space of the result, 16 unsigned bits
     * @param from address space of the pointer, 16 unsigned bits
     */
    record AddressSpaceCast(Register dst, Register src, int to, int from) implements AluInstruction {
        /** Refuses address spaces that do not fit their fields. */
        public AddressSpaceCast {
            Bits.u16(to, "address space");
            Bits.u16(from, "address space");
        }

        @Override
        public Opcode opcode() {
            return Opcode.ADDR_SPACE_CAST;
        }

        @Override
        public long word() {
            return opcode().word() | Word.dst(dst) | Word.src(src) | Word.imm(to << 16 | from);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.addressSpaceCast(this);
        }
    }
}
