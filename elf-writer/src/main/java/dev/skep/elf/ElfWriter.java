package dev.skep.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes an {@link ElfFile} without program headers: one forward pass over a known {@link Layout}, nothing patched. */
public final class ElfWriter {
    private final ElfFile file;
    private final Layout layout;
    private final ByteBuffer out;

    private ElfWriter(ElfFile file) {
        this.file = file;
        this.layout = Layout.of(file);
        this.out = ByteBuffer.allocate(layout.size()).order(file.order());
    }

    /**
     * The bytes of a file.
     *
     * @throws IllegalArgumentException if it is too large, if a reference to a section leads to none or to the wrong kind, or if a
     *     symbol table has a local symbol after a global one
     */
    public static byte[] write(ElfFile file) {
        Consistency.check(file);
        return new ElfWriter(file).write();
    }

    private byte[] write() {
        fileHeader();
        for (int index = 0; index < file.sections().size(); index++) {
            out.position(layout.offset(index));
            file.section(index).accept(new ContentWriter(layout, index, out));
        }
        out.position(layout.headers());
        for (int index = 0; index < file.sections().size(); index++) {
            file.section(index).accept(new HeaderWriter(file, layout, index, out));
        }
        return out.array();
    }

    private void fileHeader() {
        boolean little = file.order() == ByteOrder.LITTLE_ENDIAN;
        out.order(ByteOrder.BIG_ENDIAN).putInt(Wire.MAGIC).order(file.order());
        out.put(Wire.CLASS_64).put(little ? Wire.LITTLE : Wire.BIG).put(Wire.VERSION);
        out.position(Wire.IDENT);
        Wire.half(out, file.type(), "ELF file type");
        Wire.half(out, file.machine(), "ELF machine");
        out.putInt(Wire.VERSION).putLong(0).putLong(0).putLong(layout.headers()).putInt(file.flags());
        Wire.half(out, Wire.HEADER, "ELF header size");
        out.putInt(0);
        Wire.half(out, Wire.SECTION_HEADER, "section header size");
        Wire.half(out, file.sections().size(), "number of sections");
        Wire.half(out, file.sectionNames(), "index of section names");
    }
}
