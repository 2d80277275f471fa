package dev.skep.asm;

import dev.skep.asm.internal.Encoder;
import dev.skep.asm.internal.Word;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Turns {@link Code} into {@link MachineCode}.
 *
 * <p>Jumps that do not reach are made long: with {@code gotol} where the target has it, else by way of islands of
 * {@code ja}. The last instruction must be {@code exit} or a jump that is always taken. Unreachable code, which the
 * verifier refuses, is left as written.
 */
public final class Assembler {
    private static final int WIDE_ONE_IN = 8;

    private Assembler() {}

    /**
     * Returns the machine code of {@code code} for {@code target}.
     *
     * @throws AssemblyException with everything that is wrong with the code
     */
    public static MachineCode assemble(Code code, Target target) {
        return Encoder.encode(code, target);
    }

    /**
     * Returns the machine code of {@code code} for every kernel that runs {@code isa}.
     *
     * @throws AssemblyException with everything that is wrong with the code
     */
    public static MachineCode assemble(Code code, IsaVersion isa) {
        return assemble(code, Target.of(isa));
    }

    /**
     * Returns the bytes of instructions one after the other, as they are: undoes {@link Decoder#decode}. No jump grows, nothing is
     * checked, and a label or symbol leaves its field as {@link Instruction#word} says.
     */
    public static byte[] encode(List<Instruction> instructions, ByteOrder order) {
        int usual = instructions.size() + instructions.size() / WIDE_ONE_IN + 2;
        var out = ByteBuffer.allocate(Math.multiplyExact(usual, Long.BYTES)).order(order);
        for (Instruction instruction : instructions) {
            if (out.remaining() < 2 * Long.BYTES) {
                byte[] more = Arrays.copyOf(out.array(), Math.multiplyExact(out.capacity(), 2));
                out = ByteBuffer.wrap(more).order(order).position(out.position());
            }
            long word = instruction.word();
            put(out, word);
            if (Word.opcode(word) == Opcode.LDDW.code()) {
                put(out, instruction.secondWord());
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void put(ByteBuffer out, long word) {
        out.putLong(out.order() == ByteOrder.LITTLE_ENDIAN ? word : Word.bigEndian(word));
    }
}
