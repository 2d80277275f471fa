package dev.skep.asm.text;

import dev.skep.asm.DecodeException;
import dev.skep.asm.Decoder;
import dev.skep.asm.Instruction;
import dev.skep.asm.Opcode;
import dev.skep.asm.internal.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Instructions by chance, of every row that the decoder knows. */
final class RandomCode {
    private static final int[] OFFSETS = {0, 0, 0, 1, 8, 16, 32, -1, Short.MIN_VALUE, Short.MAX_VALUE};
    private static final int[] IMMEDIATES = {
        0,
        0,
        0x01,
        16,
        32,
        64,
        0x40,
        0x41,
        0x50,
        0x51,
        0xa0,
        0xa1,
        0xe1,
        0xf1,
        0x100,
        0x110,
        -1,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE
    };

    private final Random random;

    RandomCode(long seed) {
        this.random = new Random(seed);
    }

    List<Instruction> instructions(int count) {
        List<Instruction> instructions = new ArrayList<>();
        while (instructions.size() < count) {
            try {
                instructions.addAll(Decoder.decode(slots()));
            } catch (DecodeException e) {
                // not every combination of fields is an instruction
            }
        }
        return instructions;
    }

    private long[] slots() {
        Opcode opcode = Opcode.values()[random.nextInt(Opcode.values().length)];
        int off = chance() ? random.nextInt() : OFFSETS[random.nextInt(OFFSETS.length)];
        int imm = chance() ? random.nextInt() : IMMEDIATES[random.nextInt(IMMEDIATES.length)];
        long word = opcode.code()
                | (chance() ? 0L : random.nextInt(11)) << 8
                | (chance() ? 0L : random.nextInt(11)) << 12
                | (off & 0xffffL) << 16
                | Word.imm(imm);
        return opcode.shape().slots() == 1
                ? new long[] {word & (chance() ? -1L : ~0xffff0000L)}
                : new long[] {word & ~0xffff0000L, chance() ? 0 : Word.imm(random.nextInt())};
    }

    private boolean chance() {
        return random.nextBoolean();
    }
}
