package dev.skep.object.internal.read;

import dev.skep.asm.MachineCode.Form;
import dev.skep.elf.ByteString;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section.Content;
import dev.skep.object.ObjectFormatException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * A section of code as found in a file.
 *
 * @param index its number
 * @param name its name
 * @param bytes the instructions
 * @param references its relocated instructions, by where they are
 */
public record CodeBytes(int index, String name, ByteString bytes, Map<Integer, Reference> references) {
    private static final int SLOT = 8;
    private static final int LDDW = 0x18;
    private static final int CALL = 0x85;

    /** Where clang 22 and later keep what {@code gotox} chooses from; loaders since libbpf 1.7 make maps of it, for Linux 6.19. */
    private static final String JUMP_TABLES = ".jumptables";

    public static CodeBytes of(ObjectFile file, int index) {
        var section = file.elf().section(index);
        if (!(section instanceof Content content) || content.bytes().size() % SLOT != 0) {
            throw new ObjectFormatException(
                    "section " + section.name() + " of code does not have a multiple of 8 bytes");
        }
        var code = content.bytes().buffer(file.elf().order());
        Map<Integer, Reference> references = new TreeMap<>();
        for (Relocation relocation : file.relocationsOf(index)) {
            var reference = reference(file, section.name(), code, relocation);
            if (references.put(reference.offset(), reference) != null) {
                throw new ObjectFormatException(
                        "section " + section.name() + " is relocated twice at byte " + reference.offset());
            }
        }
        return new CodeBytes(index, section.name(), content.bytes(), references);
    }

    private static Reference reference(ObjectFile file, String name, ByteBuffer code, Relocation relocation) {
        long offset = relocation.offset();
        if (offset < 0 || offset % SLOT != 0 || offset > code.limit() - SLOT) {
            throw new ObjectFormatException("section " + name + " is relocated at byte " + Long.toUnsignedString(offset)
                    + " of " + code.limit() + ", where no instruction is");
        }
        int at = Math.toIntExact(offset);
        int opcode = Byte.toUnsignedInt(code.get(at));
        if (opcode != LDDW && opcode != CALL) {
            throw new ObjectFormatException("section " + name + " is relocated at byte " + at + " with opcode 0x"
                    + Integer.toHexString(opcode) + ", only lddw and call can be");
        }
        var reference = new Reference(
                at,
                opcode == LDDW ? Form.LDDW : Form.CALL,
                code.getInt(at + Integer.BYTES),
                file.symbols().get(relocation.symbol()));
        var target = reference.section();
        if (target.isPresent() && file.elf().section(target.getAsInt()).name().equals(JUMP_TABLES)) {
            throw new ObjectFormatException("section " + name + " refers at byte " + at
                    + " to a table of section .jumptables, for which there is no place: code that jumps through tables"
                    + " is not read, clang makes none with -fno-jump-tables");
        }
        return reference;
    }
}
