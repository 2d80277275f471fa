package dev.skep.asm;

import dev.skep.asm.internal.Word;

/** Loads, stores and atomics: see RFC 9669 section 5. */
public sealed interface MemoryInstruction extends Instruction {
    /**
     * {@code dst = *(size *)(base + offset)}: loads, sign-extending loads, load-acquire.
     *
     * @param opcode which operation
     * @param dst result
     * @param mem address
     */
    record Load(Opcode opcode, Register dst, Memory mem) implements MemoryInstruction {
        /** Refuses an opcode of another shape. */
        public Load {
            Operands.require(opcode, OperandShape.LOAD);
        }

        @Override
        public long word() {
            return opcode.word() | Word.dst(dst) | Word.src(mem.base()) | Word.off(mem.offset(), "memory offset");
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.load(this);
        }
    }

    /**
     * {@code *(size *)(base + offset) = src}: stores and store-release.
     *
     * @param opcode which operation
     * @param mem address
     * @param src value
     */
    record Store(Opcode opcode, Memory mem, Register src) implements MemoryInstruction {
        /** Refuses an opcode of another shape. */
        public Store {
            Operands.require(opcode, OperandShape.STORE);
        }

        @Override
        public long word() {
            return opcode.word() | Word.dst(mem.base()) | Word.src(src) | Word.off(mem.offset(), "memory offset");
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.store(this);
        }
    }

    /**
     * {@code *(size *)(base + offset) = imm}.
     *
     * @param opcode which operation
     * @param mem address
     * @param imm value; a 64-bit store sign-extends it
     */
    record StoreImmediate(Opcode opcode, Memory mem, int imm) implements MemoryInstruction {
        /** Refuses an opcode of another shape. */
        public StoreImmediate {
            Operands.require(opcode, OperandShape.STORE_IMMEDIATE);
        }

        @Override
        public long word() {
            return opcode.word() | Word.dst(mem.base()) | Word.off(mem.offset(), "memory offset") | Word.imm(imm);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.storeImmediate(this);
        }
    }

    /**
     * {@code lock *(size *)(base + offset) op= src} and the forms that return the old value.
     *
     * @param opcode which operation
     * @param mem address
     * @param src operand; gets the old value where the operation fetches
     */
    record Atomic(Opcode opcode, Memory mem, Register src) implements MemoryInstruction {
        /** Refuses an opcode of another shape. */
        public Atomic {
            Operands.require(opcode, OperandShape.ATOMIC, OperandShape.ATOMIC_COMPARE);
        }

        @Override
        public long word() {
            return opcode.word() | Word.dst(mem.base()) | Word.src(src) | Word.off(mem.offset(), "memory offset");
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.atomic(this);
        }
    }

    /**
     * {@code r0 = *(size *)skb[imm]}: a packet byte, half word or word in host order; leaves the program when out of range.
     *
     * @param opcode which operation
     * @param imm offset in the packet
     */
    record PacketLoad(Opcode opcode, int imm) implements MemoryInstruction {
        /** Refuses an opcode of another shape. */
        public PacketLoad {
            Operands.require(opcode, OperandShape.PACKET_LOAD);
        }

        @Override
        public long word() {
            return opcode.word() | Word.imm(imm);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.packetLoad(this);
        }
    }

    /**
     * {@code r0 = *(size *)skb[src + imm]}.
     *
     * @param opcode which operation
     * @param src first part of the offset
     * @param imm second part of the offset
     */
    record PacketLoadIndirect(Opcode opcode, Register src, int imm) implements MemoryInstruction {
        /** Refuses an opcode of another shape. */
        public PacketLoadIndirect {
            Operands.require(opcode, OperandShape.PACKET_LOAD_INDIRECT);
        }

        @Override
        public long word() {
            return opcode.word() | Word.src(src) | Word.imm(imm);
        }

        @Override
        public <R> R accept(InstructionVisitor<R> visitor) {
            return visitor.packetLoadIndirect(this);
        }
    }
}
