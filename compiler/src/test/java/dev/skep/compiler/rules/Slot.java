package dev.skep.compiler.rules;

import dev.skep.asm.Instruction;

/** The fields of an instruction, as RFC 9669 section 3 lays them out. */
record Slot(int opcode, int dst, int src, int offset, int immediate) {
    static final int LDX = 1;
    static final int ST = 2;
    static final int STX = 3;
    static final int ALU32 = 4;
    static final int JMP = 5;
    static final int JMP32 = 6;
    static final int ALU64 = 7;

    static Slot of(Instruction instruction) {
        var word = instruction.word();
        return new Slot(
                (int) (word & 0xff), (int) (word >> 8 & 15), (int) (word >> 12 & 15), (short) (word >> 16), (int)
                        (word >> 32));
    }

    int kind() {
        return opcode & 7;
    }

    /** The upper four bits: which operation. */
    int operation() {
        return opcode & 0xf0;
    }

    /** Whether the right operand is a register. */
    boolean takesRegister() {
        return (opcode & 8) != 0;
    }

    /** How many bytes of memory it touches. */
    int bytes() {
        return switch (opcode & 0x18) {
            case 0x00 -> 4;
            case 0x08 -> 2;
            case 0x10 -> 1;
            default -> 8;
        };
    }

    boolean isDivision() {
        return operation() == 0x30 || operation() == 0x90;
    }

    boolean isShift() {
        return operation() == 0x60 || operation() == 0x70 || operation() == 0xc0;
    }

    boolean isAtomic() {
        return kind() == STX && (opcode & 0xe0) == 0xc0;
    }

    boolean isSigned() {
        return kind() == LDX && (opcode & 0xe0) == 0x80;
    }
}
