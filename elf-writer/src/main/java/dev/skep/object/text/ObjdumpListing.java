package dev.skep.object.text;

import dev.skep.asm.Encoding;
import dev.skep.asm.InstructionText;
import dev.skep.asm.TextBuffer;
import dev.skep.asm.TextStyle;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section;
import dev.skep.elf.SectionFlags;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes what {@code llvm-objdump-19 -d} writes, so that those who read that can read this. */
public final class ObjdumpListing {
    /** How many bytes are written at once. */
    private static final int CHUNK = 1 << 16;

    private static final int LONGEST_USUAL_LINE = 1 << 9;
    private static final int NUMBER_WIDTH = 8;

    private final ElfFile file;
    private final TextStyle style;
    private final OutputStream stream;
    private final TextBuffer out = new TextBuffer(CHUNK + LONGEST_USUAL_LINE);

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
        out.drainTo(stream);
    }

    private void section(int index, byte[] bytes) throws IOException {
        var code = ByteBuffer.wrap(bytes).order(file.order());
        int slots = bytes.length / Long.BYTES;
        var places = NamedPlaces.of(file, index, slots);
        if (!places.startsAt(0)) {
            heading(0, file.section(index).name());
        }
        for (int slot = 0; slot < slots; ) {
            long offset = (long) slot * Long.BYTES;
            if (places.startsAt(offset)) {
                heading(offset, places.name(offset));
            }
            slot += line(code, slot, places);
            if (out.size() >= CHUNK) {
                out.drainTo(stream);
            }
        }
    }

    private void heading(long offset, String name) {
        out.append('\n').appendHex(offset, 2 * Long.BYTES);
        out.append(" <").append(name).append(">:\n");
    }

    /** Writes what starts in a slot and returns how many slots that is. */
    @SuppressWarnings("ByteBufferBackingArray") // the buffer is the array, from its first byte on
    private int line(ByteBuffer code, int slot, NamedPlaces places) {
        Encoding instruction = Encoding.read(code, slot).orElse(null);
        int slots = instruction == null ? 1 : instruction.slots();
        out.append(slot, NUMBER_WIDTH).append(':').append('\t');
        out.appendOctets(code.array(), slot * Long.BYTES, (slot + slots) * Long.BYTES)
                .append('\t');
        if (instruction == null) {
            out.append("<unknown>");
        } else {
            InstructionText.append(out, instruction, style);
            switch (instruction.shape()) {
                case JUMP, JUMP_LONG, JUMP_REGISTER, JUMP_IMMEDIATE ->
                    target(slot + 1L + instruction.distance(), places);
                default -> {}
            }
        }
        out.append('\n');
        return slots;
    }

    private void target(long slot, NamedPlaces places) {
        if (slot < 0) {
            return;
        }
        long offset = slot * Long.BYTES;
        out.append(' ').append('<').append(places.name(offset));
        long distance = offset - places.start(offset);
        if (distance != 0) {
            out.append("+0x").appendHex(distance);
        }
        out.append('>');
    }
}
