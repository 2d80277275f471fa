package dev.skep.elf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Where everything in the bytes of an {@link ElfFile} lies, known before a byte is written. */
public final class Layout {
    private static final int HEADERS_ALIGNMENT = 8;

    private final List<Range> ranges = new ArrayList<>();
    private final Map<Integer, StringTable> strings = new HashMap<>();
    private final Map<Integer, SymbolNames> symbolNames = new HashMap<>();
    private final int sectionNames;
    private final int headers;
    private final int size;

    private record Range(int offset, int size) {}

    /** The names of a symbol table: the string table, and which of its strings is the first of them. */
    private record SymbolNames(int table, int first) {}

    private Layout(ElfFile file) {
        if (file.sections().size() >= Wire.RESERVED_SECTIONS) {
            throw new IllegalArgumentException(
                    file.sections().size() + " sections, the limit is " + (Wire.RESERVED_SECTIONS - 1));
        }
        sectionNames = file.sectionNames();
        for (int index = 0; index < file.sections().size(); index++) {
            if (file.section(index) instanceof Section.Strings) {
                strings.put(index, StringTable.of(namesIn(file, index)));
            }
        }
        long end = Wire.HEADER;
        for (int index = 0; index < file.sections().size(); index++) {
            var room = file.section(index).accept(new Room(this, index));
            long start = align(end, room.alignment());
            ranges.add(new Range(fit(start), fit(room.bytes())));
            end = start + room.bytes();
        }
        headers = fit(align(end, HEADERS_ALIGNMENT));
        size = fit(headers + (long) Wire.SECTION_HEADER * file.sections().size());
    }

    /**
     * Lays out a file: the ELF header, the sections in order, each at its alignment, the section headers.
     *
     * @throws IllegalArgumentException if it does not fit into 2 GiB or 65,279 sections
     */
    public static Layout of(ElfFile file) {
        return new Layout(file);
    }

    /** Where a section's bytes start. */
    public int offset(int section) {
        return ranges.get(section).offset();
    }

    /** How many bytes of the file a section takes; none for {@link Section.NoBits}. */
    public int bytes(int section) {
        return ranges.get(section).size();
    }

    /** The string table that the section {@code Strings} at this index turns into. */
    public StringTable strings(int section) {
        var table = strings.get(section);
        if (table == null) {
            throw new IllegalArgumentException("section " + section + " is no string table");
        }
        return table;
    }

    /** Where the name of a section starts in its string table. */
    public int sectionName(int section) {
        return strings(sectionNames).offset(section);
    }

    /** Where the names of the symbols of the symbol table at this index start in their string table, by the number of the symbol. */
    public IntUnaryOperator symbolNames(int section) {
        var names = symbolNames.get(section);
        if (names == null) {
            throw new IllegalArgumentException("section " + section + " is no symbol table");
        }
        StringTable table = strings(names.table());
        return symbol -> table.offset(names.first() + symbol);
    }

    /** Where the section headers start. */
    public int headers() {
        return headers;
    }

    /** The size of the file. */
    public int size() {
        return size;
    }

    /** The strings of a table: the names of sections, if they are there, then those of symbols. */
    private List<String> namesIn(ElfFile file, int table) {
        List<String> names = new ArrayList<>();
        if (table == sectionNames) {
            file.sections().forEach(section -> names.add(section.name()));
        }
        for (int index = 0; index < file.sections().size(); index++) {
            if (file.section(index) instanceof Section.Symbols symbols && symbols.strings() == table) {
                symbolNames.put(index, new SymbolNames(table, names.size()));
                symbols.symbols().forEach(symbol -> names.add(symbol.name()));
            }
        }
        return names;
    }

    private static long align(long offset, long alignment) {
        return alignment <= 1 ? offset : Math.addExact(offset, alignment - 1) & -alignment;
    }

    private static int fit(long value) {
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the file has " + value + " bytes, the limit is " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** What a section wants of the file. */
    private record Wish(long bytes, long alignment) {}

    private record Room(Layout layout, int index) implements Section.Visitor<Wish> {
        @Override
        public Wish visit(Section.Null section) {
            return new Wish(0, 0);
        }

        @Override
        public Wish visit(Section.Content section) {
            return new Wish(section.bytes().size(), section.header().alignment());
        }

        @Override
        public Wish visit(Section.NoBits section) {
            return new Wish(0, section.header().alignment());
        }

        @Override
        public Wish visit(Section.Strings section) {
            return new Wish(layout.strings(index).bytes().size(), 1);
        }

        @Override
        public Wish visit(Section.Symbols section) {
            return new Wish((long) Wire.SYMBOL * section.symbols().size(), 8);
        }

        @Override
        public Wish visit(Section.Relocations section) {
            int entry = section.form() == Section.RelocationForm.RELA ? Wire.RELA : Wire.REL;
            return new Wish((long) entry * section.relocations().size(), 8);
        }
    }
}
