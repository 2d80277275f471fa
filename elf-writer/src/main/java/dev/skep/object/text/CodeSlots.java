package dev.skep.object.text;

import dev.skep.asm.DecodeException;
import dev.skep.asm.Decoder;
import dev.skep.asm.Instruction;
import dev.skep.asm.JumpOffset;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Code as instructions where it is some.
 *
 * @param instructions the instruction that starts in each slot, or null
 * @param words the slots as numbers
 * @param rest the bytes after the last whole slot
 * @param order the byte order
 */
record CodeSlots(@Nullable Instruction[] instructions, long[] words, byte[] rest, ByteOrder order) {
    static CodeSlots of(byte[] bytes, ByteOrder order) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
        long[] words = new long[bytes.length / Long.BYTES];
        for (int slot = 0; slot < words.length; slot++) {
            words[slot] = in.getLong();
        }
        byte[] rest = Arrays.copyOfRange(bytes, words.length * Long.BYTES, bytes.length);
        return new CodeSlots(decode(bytes, order), words, rest, order);
    }

    /** Decodes everything at once, and slot by slot only if something is no instruction. */
    private static @Nullable Instruction[] decode(byte[] bytes, ByteOrder order) {
        int slots = bytes.length / Long.BYTES;
        @Nullable Instruction[] instructions = new Instruction[slots];
        int slot = 0;
        for (Instruction instruction : whole(bytes, 0, slots, order)) {
            instructions[slot] = instruction;
            slot += instruction.slots();
        }
        while (slot < slots) {
            List<Instruction> one = whole(bytes, slot, slot + 1, order);
            if (one.isEmpty() && slot + 1 < slots) {
                one = whole(bytes, slot, slot + 2, order);
                one = one.size() == 1 ? one : List.of();
            }
            if (one.isEmpty()) {
                slot++;
            } else {
                instructions[slot] = one.get(0);
                slot += one.get(0).slots();
            }
        }
        return instructions;
    }

    private static List<Instruction> whole(byte[] bytes, int from, int to, ByteOrder order) {
        try {
            return Decoder.decode(Arrays.copyOfRange(bytes, from * Long.BYTES, to * Long.BYTES), order);
        } catch (DecodeException e) {
            return List.of();
        }
    }

    /** Returns the slot that an instruction jumps to or calls, wherever that is; -1 if it does neither. */
    static long target(int slot, Instruction instruction) {
        return instruction.target().orElse(null) instanceof JumpOffset distance ? slot + 1L + distance.slots() : -1;
    }
}
