package dev.skep.object.text;

import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.JumpInstruction;
import dev.skep.asm.Label;
import dev.skep.asm.TextStyle;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section;
import dev.skep.elf.SectionFlags;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes what {@code llvm-objdump-19 -d} writes, so that those who read that can read this. */
public final class ObjdumpListing {
    /** How many characters are written at once. */
    private static final int CHUNK = 1 << 15;

    private static final int NUMBER_WIDTH = 8;
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private final ElfFile file;
    private final TextStyle style;
    private final OutputStream stream;
    private final StringBuilder out = new StringBuilder(CHUNK * 2);
    private final char[] start = new char[NUMBER_WIDTH + 2 + 2 * Long.BYTES * 3];

    private ObjdumpListing(ElfFile file, TextStyle style, OutputStream stream) {
        this.file = file;
        this.style = style;
        this.stream = stream;
    }

    /**
     * Writes the listing of an object file, which is called {@code name} in it.
     *
     * @throws dev.skep.elf.ElfFormatException if these bytes are no ELF file; nothing is written then
     */
    public static void write(String name, byte[] bytes, TextStyle style, OutputStream stream) throws IOException {
        new ObjdumpListing(ElfReader.read(bytes), style, stream).write(name);
    }

    private void write(String name) throws IOException {
        out.append('\n').append(name).append(":\tfile format elf64-bpf\n");
        for (int index = 1; index < file.sections().size(); index++) {
            if (file.section(index) instanceof Section.Content content
                    && content.header().flags().has(SectionFlags.EXECUTE)
                    && content.bytes().size() > 0) {
                out.append("\nDisassembly of section ").append(content.name()).append(":\n");
                section(index, content.bytes().toArray());
            }
        }
        flush();
    }

    private void flush() throws IOException {
        stream.write(out.toString().getBytes(StandardCharsets.UTF_8));
        out.setLength(0);
    }

    private void section(int index, byte[] bytes) throws IOException {
        var code = CodeSlots.of(bytes, file.order());
        var places = NamedPlaces.of(file, index, code.words().length);
        if (!places.startsAt(0)) {
            heading(0, file.section(index).name());
        }
        for (int slot = 0; slot < code.words().length; ) {
            long offset = (long) slot * Long.BYTES;
            if (places.startsAt(offset)) {
                heading(offset, places.name(offset));
            }
            slot += line(code, slot, bytes, places);
            if (out.length() >= CHUNK) {
                flush();
            }
        }
    }

    private void heading(long offset, String name) {
        out.append('\n')
                .append(HexFormat.of().toHexDigits(offset))
                .append(" <")
                .append(name)
                .append(">:\n");
    }

    private int line(CodeSlots code, int slot, byte[] bytes, NamedPlaces places) {
        Instruction instruction = code.instructions()[slot];
        int slots = instruction == null ? 1 : instruction.slots();
        number(slot);
        octets(bytes, slot * Long.BYTES, slots * Long.BYTES);
        if (instruction == null) {
            out.append("<unknown>");
        } else {
            InstructionText.append(out, instruction, style, Label::hint);
            target(slot, instruction, places);
        }
        out.append('\n');
        return slots;
    }

    private void number(int slot) {
        int at = NUMBER_WIDTH;
        int rest = slot;
        do {
            start[--at] = DIGITS[rest % 10];
            rest /= 10;
        } while (rest > 0 && at > 0);
        if (rest > 0) {
            out.append(slot);
            return;
        }
        Arrays.fill(start, 0, at, ' ');
        out.append(start, 0, NUMBER_WIDTH);
    }

    private void octets(byte[] bytes, int from, int count) {
        int at = 0;
        start[at++] = ':';
        start[at++] = '\t';
        for (int i = from; i < from + count; i++) {
            start[at++] = DIGITS[bytes[i] >> 4 & 0xf];
            start[at++] = DIGITS[bytes[i] & 0xf];
            start[at++] = ' ';
        }
        start[at - 1] = '\t';
        out.append(start, 0, at);
    }

    private void target(int slot, Instruction instruction, NamedPlaces places) {
        if (!(instruction instanceof JumpInstruction)) {
            return;
        }
        long target = CodeSlots.target(slot, instruction);
        if (target < 0) {
            return;
        }
        long offset = target * Long.BYTES;
        out.append(" <").append(places.name(offset));
        long distance = offset - places.start(offset);
        if (distance != 0) {
            out.append("+0x").append(Long.toHexString(distance));
        }
        out.append('>');
    }
}
