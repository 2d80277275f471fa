package dev.skep.elf;

import dev.skep.elf.Section.RelocationForm;
import dev.skep.elf.SymbolPlace.InSection;
import dev.skep.elf.SymbolPlace.Reserved;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;

/** Appends the bytes of a section, of which the layout knows how many there are; answers the buffer. */
record ContentWriter(Layout layout, int index, ByteBuffer out) implements Section.Visitor<ByteBuffer> {
    private static final int BINDING_SHIFT = 4;

    @Override
    public ByteBuffer visit(Section.Null section) {
        return out;
    }

    @Override
    public ByteBuffer visit(Section.Content section) {
        return out.put(section.bytes().buffer(out.order()));
    }

    @Override
    public ByteBuffer visit(Section.NoBits section) {
        return out;
    }

    @Override
    public ByteBuffer visit(Section.Strings section) {
        return out.put(layout.strings(index).bytes().buffer(out.order()));
    }

    @Override
    public ByteBuffer visit(Section.Symbols section) {
        IntUnaryOperator names = layout.symbolNames(index);
        int number = 0;
        for (Symbol symbol : section.symbols()) {
            out.putInt(names.applyAsInt(number++));
            out.put((byte)
                    (symbol.binding().value() << BINDING_SHIFT | symbol.type().value()));
            out.put((byte) symbol.other());
            Wire.half(out, placeIndex(symbol.place()), "section of a symbol");
            out.putLong(symbol.value()).putLong(symbol.size());
        }
        return out;
    }

    @Override
    public ByteBuffer visit(Section.Relocations section) {
        for (Relocation relocation : section.relocations()) {
            out.putLong(relocation.offset());
            out.putLong((long) relocation.symbol() << Integer.SIZE | Integer.toUnsignedLong(relocation.type()));
            if (section.form() == RelocationForm.RELA) {
                out.putLong(relocation.addend());
            }
        }
        return out;
    }

    private static int placeIndex(SymbolPlace place) {
        return place.accept(InSection::section, Reserved::index);
    }
}
