package dev.skep.compiler.machine.selection;

import dev.skep.asm.AluOp;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.Opcode;
import dev.skep.asm.Width;
import dev.skep.compiler.machine.model.Source;
import dev.skep.ir.ByteSwap;
import java.nio.ByteOrder;
import java.util.Optional;

/** Extension of narrow numbers, and their byte order. */
final class SelectExtension {
    private final Emitter out;
    private final boolean v4;

    SelectExtension(Emitter out, IsaVersion isa) {
        this.out = out;
        this.v4 = isa.includes(IsaVersion.V4);
    }

    /** Returns whether a load can extend the sign. */
    boolean hasSignedLoads() {
        return v4;
    }

    /** The low {@code from} bits, all others zero. */
    Source zero(int from, Source value) {
        return switch (from) {
            case 8, 16 -> out.lowest(from, value);
            case 32 -> out.lower32(value);
            default -> value;
        };
    }

    /** The low {@code from} bits with their sign in front; below v4 by shifting up and down. */
    Source sign(int from, Width to, Source value) {
        if (v4) return out.convert(signedMove(from, to), value);
        var distance = to.bits() - from;
        return out.alu(AluOp.ARSH, to, out.alu(AluOp.LSH, to, value, distance), distance);
    }

    private static Opcode signedMove(int from, Width to) {
        var narrow = to == Width.W;
        return switch (from) {
            case 8 -> narrow ? Opcode.MOVSX32_8 : Opcode.MOVSX_8;
            case 16 -> narrow ? Opcode.MOVSX32_16 : Opcode.MOVSX_16;
            case 32 -> Opcode.MOVSX_32;
            default -> throw new IllegalStateException("no sign extension from " + from + " bits");
        };
    }

    /** The instruction that changes the byte order; empty where the machine has that order already. */
    Optional<Opcode> swap(ByteSwap order, Width width, ByteOrder machine) {
        var little = machine == ByteOrder.LITTLE_ENDIAN;
        return switch (order) {
            case BIG_ENDIAN -> little ? Optional.of(toBig(width)) : Optional.empty();
            case LITTLE_ENDIAN -> little ? Optional.empty() : Optional.of(toLittle(width));
            case ALWAYS -> Optional.of(v4 ? always(width) : little ? toBig(width) : toLittle(width));
        };
    }

    private static Opcode toBig(Width width) {
        return select(width, Opcode.BE16, Opcode.BE32, Opcode.BE64);
    }

    private static Opcode toLittle(Width width) {
        return select(width, Opcode.LE16, Opcode.LE32, Opcode.LE64);
    }

    private static Opcode always(Width width) {
        return select(width, Opcode.BSWAP16, Opcode.BSWAP32, Opcode.BSWAP64);
    }

    private static Opcode select(Width width, Opcode half, Opcode word, Opcode doubleWord) {
        return switch (width) {
            case H -> half;
            case W -> word;
            case DW -> doubleWord;
            case B -> throw new IllegalStateException("a byte has no byte order");
        };
    }
}
