package dev.skep.asm;

import dev.skep.asm.internal.Word;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into instructions, one for one: what it returns encodes to the same bytes. Jumps have distances
 * ({@link JumpOffset}), which need not lead anywhere; references to maps and kernel functions have numbers.
 */
public final class Decoder {
    private static final Opcode[][] BY_CODE = byCode();
    private static final int LAST_REGISTER = 10;

    private Decoder() {}

    /**
     * Returns the instructions in {@code code}.
     *
     * @throws DecodeException when a slot is no instruction, or sets a field that its instruction does not have
     */
    public static List<Instruction> decode(byte[] code, ByteOrder order) {
        if (code.length % Long.BYTES != 0) {
            throw new DecodeException(
                    code.length / Long.BYTES,
                    "code of " + code.length + " bytes does not end with a whole 8-byte slot");
        }
        var in = ByteBuffer.wrap(code).order(order);
        long[] words = new long[code.length / Long.BYTES];
        for (int slot = 0; slot < words.length; slot++) {
            long number = in.getLong();
            words[slot] = order == ByteOrder.LITTLE_ENDIAN ? number : Word.ofBigEndian(number);
        }
        return decode(words);
    }

    /**
     * Returns the instructions in slots that are numbered like {@link MachineCode#word}.
     *
     * @throws DecodeException as above
     */
    public static List<Instruction> decode(long[] words) {
        var instructions = new ArrayList<Instruction>(words.length);
        for (int slot = 0; slot < words.length; slot++) {
            long word = words[slot];
            Opcode opcode = row(word);
            if (opcode == null) {
                throw refusal(word, slot);
            }
            long second = opcode.shape().slots() > 1 ? second(opcode, words, slot++) : 0;
            instructions.add(instruction(opcode, word, second));
        }
        return Collections.unmodifiableList(instructions);
    }

    /** Returns the row that a slot is, or the first of its two; null if it is no instruction. */
    static @Nullable Opcode row(long word) {
        for (Opcode opcode : BY_CODE[Word.opcode(word)]) {
            if (opcode.selects(word)) {
                return hasItsFields(opcode, word) ? opcode : null;
            }
        }
        return null;
    }

    private static boolean hasItsFields(Opcode opcode, long word) {
        return (word & ~opcode.fields()) == 0 && Word.dst(word) <= LAST_REGISTER && Word.src(word) <= LAST_REGISTER;
    }

    /** Tells whether a slot is the second one of an instruction that has two. */
    static boolean isSecond(long word) {
        return word == Word.imm(Word.imm(word));
    }

    /** Says why {@link #row} is null. */
    private static DecodeException refusal(long word, int slot) {
        Opcode[] rows = BY_CODE[Word.opcode(word)];
        Opcode opcode =
                Arrays.stream(rows).filter(row -> row.selects(word)).findFirst().orElse(null);
        if (opcode == null) {
            String code = "opcode 0x" + Integer.toHexString(Word.opcode(word));
            boolean known = rows.length > 0;
            return new DecodeException(slot, (known ? code + " with " + fields(word) : code) + " is no instruction");
        }
        long stray = word & ~opcode.fields();
        if (stray != 0) {
            return new DecodeException(
                    slot,
                    opcode.mnemonic() + " does not have all of dst " + Word.dst(stray) + ", " + fields(stray)
                            + ": what it has not must be 0");
        }
        int register = Word.dst(word) > LAST_REGISTER ? Word.dst(word) : Word.src(word);
        return new DecodeException(slot, "register r" + register + " does not exist: the last is r" + LAST_REGISTER);
    }

    private static String fields(long word) {
        return "src " + Word.src(word) + ", off " + Word.off(word) + ", imm " + Word.imm(word);
    }

    private static long second(Opcode opcode, long[] words, int slot) {
        if (slot + 1 == words.length) {
            throw new DecodeException(slot, opcode.mnemonic() + " takes two slots, and the code ends after one");
        }
        long second = words[slot + 1];
        if (!isSecond(second)) {
            throw new DecodeException(slot + 1, "the second slot of lddw holds more than an immediate");
        }
        return second;
    }

    /** Returns the instruction of a row, whose slots are such. */
    static Instruction instruction(Opcode opcode, long word, long second) {
        int imm = Word.imm(word);
        return switch (opcode.shape()) {
            case ALU_REGISTER -> new AluInstruction.Binary(opcode, dst(word), src(word));
            case ALU_IMMEDIATE -> new AluInstruction.Immediate(opcode, dst(word), imm);
            case ALU_UNARY -> new AluInstruction.Unary(opcode, dst(word));
            case ADDRESS_SPACE_CAST ->
                new AluInstruction.AddressSpaceCast(dst(word), src(word), imm >>> Short.SIZE, imm & 0xffff);
            case LOAD -> new MemoryInstruction.Load(opcode, dst(word), new Memory(src(word), Word.off(word)));
            case STORE -> new MemoryInstruction.Store(opcode, memory(word), src(word));
            case STORE_IMMEDIATE -> new MemoryInstruction.StoreImmediate(opcode, memory(word), imm);
            case ATOMIC, ATOMIC_COMPARE -> new MemoryInstruction.Atomic(opcode, memory(word), src(word));
            case PACKET_LOAD -> new MemoryInstruction.PacketLoad(opcode, imm);
            case PACKET_LOAD_INDIRECT -> new MemoryInstruction.PacketLoadIndirect(opcode, src(word), imm);
            case WIDE_CONSTANT -> new WideInstruction.Constant(dst(word), second | Integer.toUnsignedLong(imm));
            case WIDE_PSEUDO -> new WideInstruction.Pseudo(opcode, dst(word), imm, Word.imm(second));
            case JUMP -> new JumpInstruction.Goto(opcode, new JumpOffset(Word.off(word)));
            case JUMP_LONG -> new JumpInstruction.Goto(opcode, new JumpOffset(imm));
            case JUMP_REGISTER ->
                new JumpInstruction.IfRegister(opcode, dst(word), src(word), new JumpOffset(Word.off(word)));
            case JUMP_IMMEDIATE ->
                new JumpInstruction.IfImmediate(opcode, dst(word), imm, new JumpOffset(Word.off(word)));
            case JUMP_INDIRECT -> new JumpInstruction.Indirect(dst(word));
            case NO_OPERANDS -> new JumpInstruction.Exit();
            case CALL_HELPER -> new CallInstruction.Helper(imm);
            case CALL_FUNCTION -> new CallInstruction.Local(new JumpOffset(imm));
            case CALL_KERNEL -> new CallInstruction.KfuncId(imm, Word.off(word));
            case CALL_REGISTER -> new CallInstruction.Indirect(dst(word));
        };
    }

    private static Register dst(long word) {
        return Register.of(Word.dst(word));
    }

    private static Register src(long word) {
        return Register.of(Word.src(word));
    }

    private static Memory memory(long word) {
        return new Memory(dst(word), Word.off(word));
    }

    private static Opcode[][] byCode() {
        Map<Integer, List<Opcode>> rows = Arrays.stream(Opcode.values())
                .sorted(Comparator.comparing(Opcode::isSelective).reversed())
                .collect(Collectors.groupingBy(Opcode::code));
        return IntStream.range(0, 256)
                .mapToObj(code -> rows.getOrDefault(code, List.of()).toArray(Opcode[]::new))
                .toArray(Opcode[][]::new);
    }
}
