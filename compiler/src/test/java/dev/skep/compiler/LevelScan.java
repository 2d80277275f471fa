package dev.skep.compiler;

import dev.skep.asm.Code;
import dev.skep.asm.CodeElement;
import dev.skep.asm.CoreMark;
import dev.skep.asm.Instruction;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.LabelTarget;
import dev.skep.asm.SourceLine;
import dev.skep.object.ObjectReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Which instructions of an object are above a level of the instruction set: told by the bits that RFC 9669 gives them and by the level from which
 * on compilers use them, not by the table that the code was made from.
 */
public final class LevelScan implements CodeElement.Visitor {
    private static final int LDX = 1;
    private static final int STX = 3;
    private static final int ALU32 = 4;
    private static final int JMP = 5;
    private static final int JMP32 = 6;
    private static final int ALU64 = 7;

    private final IsaVersion level;
    private final List<Instruction> above = new ArrayList<>();

    private LevelScan(IsaVersion level) {
        this.level = level;
    }

    /** Returns the instructions of all programs and functions that do not belong to the level. */
    public static List<Instruction> above(byte[] object, IsaVersion level) {
        var scan = new LevelScan(level);
        var read = ObjectReader.read(object);
        read.programs().forEach(program -> scan.scan(program.code()));
        read.functions().forEach(function -> scan.scan(function.code()));
        return scan.above;
    }

    private void scan(Code code) {
        code.elements().forEach(element -> element.accept(this));
    }

    @Override
    public void instruction(Instruction instruction) {
        if (!level.includes(level(instruction.word()))) above.add(instruction);
    }

    @Override
    public void labelTarget(LabelTarget label) {
        // no instruction
    }

    @Override
    public void sourceLine(SourceLine line) {
        // no instruction
    }

    @Override
    public void coreMark(CoreMark mark) {
        // no instruction
    }

    static IsaVersion level(long word) {
        var kind = (int) word & 7;
        var operation = (int) word & 0xf0;
        var mode = (int) word & 0xe0;
        var offset = (short) (word >> 16);
        var immediate = (int) (word >> 32);
        return switch (kind) {
            case LDX -> mode == 0x80 ? IsaVersion.V4 : IsaVersion.V1;
            case STX -> mode != 0xc0 || immediate == 0 ? IsaVersion.V1 : atomic(immediate);
            case ALU32, ALU64 -> arithmetic(kind, operation, offset);
            case JMP -> operation >= 0xa0 && operation <= 0xd0 ? IsaVersion.V2 : IsaVersion.V1;
            case JMP32 -> operation == 0 ? IsaVersion.V4 : IsaVersion.V3;
            default -> IsaVersion.V1;
        };
    }

    private static IsaVersion atomic(int immediate) {
        return immediate >= 0x100 ? IsaVersion.V4 : IsaVersion.V3;
    }

    private static IsaVersion arithmetic(int kind, int operation, int offset) {
        var isSwap = operation == 0xd0;
        if (isSwap) return kind == ALU64 ? IsaVersion.V4 : IsaVersion.V1;
        if (offset != 0) return IsaVersion.V4;
        return kind == ALU32 ? IsaVersion.V3 : IsaVersion.V1;
    }
}
