package dev.skep.elf;

import dev.skep.elf.Section.RelocationForm;
import java.nio.ByteBuffer;

/** Appends the header of a section; answers the buffer. */
record HeaderWriter(ElfFile file, Layout layout, int index, ByteBuffer out) implements Section.Visitor<ByteBuffer> {
    private static final long TABLE_ALIGNMENT = 8;

    @Override
    public ByteBuffer visit(Section.Null section) {
        return out.put(new byte[Wire.SECTION_HEADER]);
    }

    @Override
    public ByteBuffer visit(Section.Content section) {
        return header(section.header(), layout.bytes(index));
    }

    @Override
    public ByteBuffer visit(Section.NoBits section) {
        return header(section.header(), section.size());
    }

    @Override
    public ByteBuffer visit(Section.Strings section) {
        return header(section, SectionFlags.NONE, 1, 0, 0, 0);
    }

    @Override
    public ByteBuffer visit(Section.Symbols section) {
        long locals = section.symbols().stream().takeWhile(Symbol::isLocal).count();
        return header(
                section, SectionFlags.NONE, TABLE_ALIGNMENT, section.strings(), Math.toIntExact(locals), Wire.SYMBOL);
    }

    @Override
    public ByteBuffer visit(Section.Relocations section) {
        int entry = section.form() == RelocationForm.RELA ? Wire.RELA : Wire.REL;
        return header(section, section.flags(), TABLE_ALIGNMENT, section.symbols(), section.target(), entry);
    }

    private ByteBuffer header(Section section, SectionFlags flags, long alignment, int link, int info, int entrySize) {
        return header(
                new Section.Header(section.name(), section.type(), flags, 0, alignment, link, info, entrySize),
                layout.bytes(index));
    }

    private ByteBuffer header(Section.Header header, long size) {
        out.putInt(layout.sectionName(index));
        out.putInt(header.type().value());
        out.putLong(header.flags().bits()).putLong(header.address());
        out.putLong(layout.offset(index)).putLong(size);
        out.putInt(header.link()).putInt(header.info());
        return out.putLong(header.alignment()).putLong(header.entrySize());
    }
}
