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

/**
 * Turns bytes into instructions, one for one: what it returns encodes to the same bytes. Jumps have distances
 * ({@link JumpOffset}), which need not lead anywhere; references to maps and kernel functions have numbers.
 */
public final class Decoder {
    private static final Opcode[][] BY_CODE = byCode();

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
        for (int slot = 0; slot < words.length; ) {
            Opcode opcode = opcode(words[slot], slot);
            refuseStrayFields(opcode, words[slot], slot);
            int slots = opcode.shape().slots();
            long second = slots > 1 ? second(opcode, words, slot) : 0;
            instructions.add(instruction(opcode, words[slot], second, slot));
            slot += slots;
        }
        return Collections.unmodifiableList(instructions);
    }

    private static Opcode opcode(long word, int slot) {
        for (Opcode opcode : BY_CODE[Word.opcode(word)]) {
            if (opcode.selects(word)) {
                return opcode;
            }
        }
        String code = "opcode 0x" + Integer.toHexString(Word.opcode(word));
        throw new DecodeException(
                slot,
                BY_CODE[Word.opcode(word)].length == 0
                        ? code + " is no instruction"
                        : code + " with src " + Word.src(word) + ", off " + Word.off(word) + ", imm " + Word.imm(word)
                                + " is no instruction");
    }

    private static void refuseStrayFields(Opcode opcode, long word, int slot) {
        long stray = word & ~opcode.fields();
        if (stray != 0) {
            throw new DecodeException(
                    slot,
                    opcode.mnemonic() + " does not have all of dst " + Word.dst(stray) + ", src " + Word.src(stray)
                            + ", off " + Word.off(stray) + ", imm " + Word.imm(stray) + ": what it has not must be 0");
        }
    }

    private static long second(Opcode opcode, long[] words, int slot) {
        if (slot + 1 == words.length) {
            throw new DecodeException(slot, opcode.mnemonic() + " takes two slots, and the code ends after one");
        }
        long second = words[slot + 1];
        if (second != Word.imm(Word.imm(second))) {
            throw new DecodeException(slot + 1, "the second slot of lddw holds more than an immediate");
        }
        return second;
    }

    private static Instruction instruction(Opcode opcode, long word, long second, int slot) {
        var fields = new Fields(word, slot);
        int imm = Word.imm(word);
        return switch (opcode.shape()) {
            case ALU_REGISTER -> new AluInstruction.Binary(opcode, fields.dst(), fields.src());
            case ALU_IMMEDIATE -> new AluInstruction.Immediate(opcode, fields.dst(), imm);
            case ALU_UNARY -> new AluInstruction.Unary(opcode, fields.dst());
            case ADDRESS_SPACE_CAST ->
                new AluInstruction.AddressSpaceCast(fields.dst(), fields.src(), imm >>> Short.SIZE, imm & 0xffff);
            case LOAD -> new MemoryInstruction.Load(opcode, fields.dst(), fields.memory(fields.src()));
            case STORE -> new MemoryInstruction.Store(opcode, fields.memory(fields.dst()), fields.src());
            case STORE_IMMEDIATE -> new MemoryInstruction.StoreImmediate(opcode, fields.memory(fields.dst()), imm);
            case ATOMIC, ATOMIC_COMPARE ->
                new MemoryInstruction.Atomic(opcode, fields.memory(fields.dst()), fields.src());
            case PACKET_LOAD -> new MemoryInstruction.PacketLoad(opcode, imm);
            case PACKET_LOAD_INDIRECT -> new MemoryInstruction.PacketLoadIndirect(opcode, fields.src(), imm);
            case WIDE_CONSTANT -> new WideInstruction.Constant(fields.dst(), second | Integer.toUnsignedLong(imm));
            case WIDE_PSEUDO -> new WideInstruction.Pseudo(opcode, fields.dst(), imm, Word.imm(second));
            case JUMP -> new JumpInstruction.Goto(opcode, new JumpOffset(Word.off(word)));
            case JUMP_LONG -> new JumpInstruction.Goto(opcode, new JumpOffset(imm));
            case JUMP_REGISTER ->
                new JumpInstruction.IfRegister(opcode, fields.dst(), fields.src(), new JumpOffset(Word.off(word)));
            case JUMP_IMMEDIATE ->
                new JumpInstruction.IfImmediate(opcode, fields.dst(), imm, new JumpOffset(Word.off(word)));
            case JUMP_INDIRECT -> new JumpInstruction.Indirect(fields.dst());
            case NO_OPERANDS -> new JumpInstruction.Exit();
            case CALL_HELPER -> new CallInstruction.Helper(imm);
            case CALL_FUNCTION -> new CallInstruction.Local(new JumpOffset(imm));
            case CALL_KERNEL -> new CallInstruction.KfuncId(imm, Word.off(word));
            case CALL_REGISTER -> new CallInstruction.Indirect(fields.dst());
        };
    }

    private static Opcode[][] byCode() {
        Map<Integer, List<Opcode>> rows = Arrays.stream(Opcode.values())
                .sorted(Comparator.comparing(Opcode::isSelective).reversed())
                .collect(Collectors.groupingBy(Opcode::code));
        return IntStream.range(0, 256)
                .mapToObj(code -> rows.getOrDefault(code, List.of()).toArray(Opcode[]::new))
                .toArray(Opcode[][]::new);
    }

    /** The fields of one slot as operands. */
    private record Fields(long word, int slot) {
        Register dst() {
            return register(Word.dst(word));
        }

        Register src() {
            return register(Word.src(word));
        }

        Memory memory(Register base) {
            return new Memory(base, Word.off(word));
        }

        private Register register(int number) {
            if (number > Register.R10.number()) {
                throw new DecodeException(slot, "register r" + number + " does not exist: the last is r10");
            }
            return Register.of(number);
        }
    }
}
