package dev.skep.object.text;

import dev.skep.asm.Encoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Code as instructions where it is some. */
final class CodeSlots {
    private final ByteBuffer code;
    private final int count;

    /** The slots that an instruction starts in. */
    private final BitSet starts = new BitSet();

    private CodeSlots(ByteBuffer code) {
        this.code = code;
        this.count = code.limit() / Long.BYTES;
        for (int slot = 0; slot < count; ) {
            Encoding instruction = Encoding.read(code, slot).orElse(null);
            if (instruction == null) {
                slot++;
            } else {
                starts.set(slot);
                slot += instruction.slots();
            }
        }
    }

    static CodeSlots of(byte[] bytes, ByteOrder order) {
        return new CodeSlots(ByteBuffer.wrap(bytes).order(order));
    }

    /** Returns how many whole slots there are. */
    int count() {
        return count;
    }

    /** Returns the instruction that starts in a slot; null if none does. */
    @Nullable
    Encoding at(int slot) {
        return starts.get(slot) ? Encoding.read(code, slot).orElse(null) : null;
    }

    /** Returns a slot as a number, in the byte order of the code. */
    long number(int slot) {
        return code.getLong(slot * Long.BYTES);
    }

    /** Returns the bytes after the last whole slot. */
    byte[] rest() {
        byte[] rest = new byte[code.limit() - count * Long.BYTES];
        code.get(count * Long.BYTES, rest);
        return rest;
    }

    /** Returns the slot that a jump or call leads to, if an instruction starts there; else -1. */
    int target(int slot, Encoding instruction) {
        long target = aim(slot, instruction);
        return target >= 0 && target < count && starts.get((int) target) ? (int) target : -1;
    }

    /** Returns the slot that an instruction jumps to or calls, wherever that is; -1 if it does neither. */
    static long aim(int slot, Encoding instruction) {
        return switch (instruction.shape()) {
            case JUMP, JUMP_LONG, JUMP_REGISTER, JUMP_IMMEDIATE, CALL_FUNCTION -> slot + 1L + instruction.distance();
            default -> -1;
        };
    }
}
