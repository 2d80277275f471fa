package dev.skep.asm;

import dev.skep.asm.internal.Word;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * An instruction as its slots: what a listing needs to know of it, at less cost than an {@link Instruction} with its operands.
 *
 * @param opcode its row in the table
 * @param word its first slot, as {@link Instruction#word} returns it
 * @param secondWord its second slot, or zero
 */
public record Encoding(Opcode opcode, long word, long secondWord) {
    /** Refuses a slot of another opcode. */
    public Encoding {
        if (!opcode.selects(word)) {
            throw new IllegalArgumentException("slot 0x" + Long.toHexString(word) + " is not of " + opcode);
        }
    }

    /** Returns the slots of an instruction. */
    public static Encoding of(Instruction instruction) {
        return new Encoding(instruction.opcode(), instruction.word(), instruction.secondWord());
    }

    /** Reads the instruction that starts in a slot of code, in the byte order of the buffer; empty where there is none. */
    public static Optional<Encoding> read(ByteBuffer code, int slot) {
        long word = word(code, slot);
        Opcode opcode = Decoder.row(word);
        if (opcode == null) {
            return Optional.empty();
        }
        if (opcode.shape().slots() == 1) {
            return Optional.of(new Encoding(opcode, word, 0));
        }
        boolean ends = slot + 1 >= code.limit() / Long.BYTES;
        long second = ends ? 0 : word(code, slot + 1);
        return ends || !Decoder.isSecond(second) ? Optional.empty() : Optional.of(new Encoding(opcode, word, second));
    }

    private static long word(ByteBuffer code, int slot) {
        long number = code.getLong(slot * Long.BYTES);
        return code.order() == ByteOrder.LITTLE_ENDIAN ? number : Word.ofBigEndian(number);
    }

    /** Returns the instruction with its operands. */
    public Instruction instruction() {
        return Decoder.instruction(opcode, word, secondWord);
    }

    /** Returns what the fields mean. */
    public OperandShape shape() {
        return opcode.shape();
    }

    /** Returns how many 8-byte slots it takes. */
    public int slots() {
        return opcode.shape().slots();
    }

    /** Returns the register in the destination field. */
    public Register dst() {
        return Register.of(Word.dst(word));
    }

    /** Returns the immediate of the first slot. */
    public int imm() {
        return Word.imm(word);
    }

    /** Returns the immediates of both slots as one, the first one below. */
    public long wide() {
        return (long) Word.imm(secondWord) << Integer.SIZE | Integer.toUnsignedLong(imm());
    }

    /** Returns how many slots beyond the next one a jump, or a call within the code, leads. */
    public int distance() {
        return opcode.shape().hasOff() ? Word.off(word) : imm();
    }
}
