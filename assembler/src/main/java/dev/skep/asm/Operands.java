package dev.skep.asm;

import dev.skep.asm.internal.Word;
import java.util.function.Predicate;

/** What the instruction records share: the check of the opcode's shape, their target, their registers. */
final class Operands {
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
        int slots = to instanceof JumpOffset offset ? offset.slots() : 0;
        return opcode.shape().hasOff() ? Word.off(slots, "jump offset") : Word.imm(slots);
    }

    /** Returns the registers in the instruction's fields that have such a role. */
    static RegisterSet registers(Instruction instruction, Predicate<Role> role) {
        Opcode opcode = instruction.opcode();
        long word = instruction.word();
        int dst = role.test(opcode.dst()) ? 1 << Word.dst(word) : 0;
        int src = role.test(opcode.src()) ? 1 << Word.src(word) : 0;
        return new RegisterSet(dst | src);
    }

    private static IllegalArgumentException wrongShape(Opcode opcode, String expected) {
        return new IllegalArgumentException(
                "opcode " + opcode + " has operands of shape " + opcode.shape() + ", not " + expected);
    }
}
