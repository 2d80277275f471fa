package dev.skep.asm;

import dev.skep.asm.internal.Word;

/** What the instruction records share: the check of the opcode's shape and the sets of registers. */
final class Operands {
    private static final JumpTarget.Visitor<Integer> DISTANCE = new JumpTarget.Visitor<>() {
        @Override
        public Integer label(Label label) {
            return 0;
        }

        @Override
        public Integer offset(JumpOffset offset) {
            return offset.slots();
        }
    };

    private Operands() {}

    static void require(Opcode opcode, OperandShape shape) {
        if (opcode.shape() != shape) {
            throw wrongShape(opcode, shape.name());
        }
    }

    static void require(Opcode opcode, OperandShape one, OperandShape other) {
        if (opcode.shape() != one && opcode.shape() != other) {
            throw wrongShape(opcode, one + " or " + other);
        }
    }

    static void requireReach(Opcode opcode, JumpTarget to) {
        target(opcode, to);
    }

    /** Returns the field that holds the target: a label counts as zero until it has a place. */
    static long target(Opcode opcode, JumpTarget to) {
        int slots = to.accept(DISTANCE);
        return opcode.shape().hasOff() ? Word.off(slots, "jump offset") : Word.imm(slots);
    }

    static RegisterSet reads(Opcode opcode, Register dst, Register src) {
        return opcode.shape()
                .implicitReads()
                .union(set(opcode.dst().reads(), dst))
                .union(set(opcode.src().reads(), src));
    }

    static RegisterSet writes(Opcode opcode, Register dst, Register src) {
        return opcode.shape()
                .implicitWrites()
                .union(set(opcode.dst().writes(), dst))
                .union(set(opcode.src().writes(), src));
    }

    static RegisterSet reads(Opcode opcode, Register dst) {
        return opcode.shape().implicitReads().union(set(opcode.dst().reads(), dst));
    }

    static RegisterSet writes(Opcode opcode, Register dst) {
        return opcode.shape().implicitWrites().union(set(opcode.dst().writes(), dst));
    }

    private static RegisterSet set(boolean member, Register register) {
        return member ? RegisterSet.of(register) : RegisterSet.EMPTY;
    }

    private static IllegalArgumentException wrongShape(Opcode opcode, String expected) {
        return new IllegalArgumentException(
                "opcode " + opcode + " has operands of shape " + opcode.shape() + ", not " + expected);
    }
}
