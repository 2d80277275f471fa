package dev.skep.elf;

import dev.skep.elf.Section.RelocationForm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads ELF64 files of any machine and either byte order: sections, symbols, relocations; program headers are left aside. Trusts
 * nothing: whatever the bytes are, the answer is a file or an {@link ElfFormatException}, in time and memory proportional to the
 * input.
 */
public final class ElfReader {
    private final ByteString bytes;
    private final ByteBuffer in;
    private final List<RawHeader> headers;
    private final Map<Integer, Names> names = new HashMap<>();
    /** The tables of wide section indices by the symbol table that each is of. */
    private final Map<Integer, RawHeader> extended = new HashMap<>();

    private final @Nullable SymbolPlace[] places;
    private final int sectionNames;

    /** Whether the relocations of sections of a name are read. */
    private final Predicate<String> relocated;

    private ElfReader(ByteString bytes, ByteOrder order, Predicate<String> relocated) {
        this.bytes = bytes;
        this.relocated = relocated;
        this.in = bytes.buffer(order);
        this.headers = RawHeader.readAll(in);
        this.places = new SymbolPlace[headers.size()];
        this.sectionNames = headers.isEmpty() ? 0 : sectionNames();
    }

    /**
     * Reads a file.
     *
     * @throws ElfFormatException if these bytes are not one
     */
    public static ElfFile read(byte[] file) {
        return read(ByteString.of(file));
    }

    /**
     * Reads a file; its sections share its bytes.
     *
     * @throws ElfFormatException if these bytes are not one
     */
    public static ElfFile read(ByteString file) {
        return read(file, target -> true);
    }

    /**
     * Reads a file, and of its relocations only those of sections whose names {@code relocated} is true of: other tables of relocations
     * are contents.
     *
     * @throws ElfFormatException if these bytes are not one
     */
    public static ElfFile read(ByteString file, Predicate<String> relocated) {
        return new ElfReader(file, order(file), relocated).read();
    }

    static ByteOrder order(ByteString file) {
        if (file.size() < Wire.HEADER) {
            throw new ElfFormatException(
                    0, "the file has " + file.size() + " bytes, an ELF header alone has " + Wire.HEADER);
        }
        if (file.buffer(ByteOrder.BIG_ENDIAN).getInt(0) != Wire.MAGIC) {
            throw new ElfFormatException(0, "the file does not start with the magic number 7f 45 4c 46");
        }
        if (file.at(4) != Wire.CLASS_64) {
            throw new ElfFormatException(4, "the file has class " + file.at(4) + ", read are 64-bit files, class 2");
        }
        if (file.at(6) != Wire.VERSION) {
            throw new ElfFormatException(6, "the file has version " + file.at(6) + ", known is 1");
        }
        return switch (file.at(5)) {
            case Wire.LITTLE -> ByteOrder.LITTLE_ENDIAN;
            case Wire.BIG -> ByteOrder.BIG_ENDIAN;
            default -> throw new ElfFormatException(5, "the file has byte order " + file.at(5) + ", known are 1 and 2");
        };
    }

    private ElfFile read() {
        Set<Integer> nameTables = new HashSet<>(Set.of(sectionNames));
        for (RawHeader header : headers) {
            if (header.is(SectionType.SYMTAB)) {
                nameTables.add(header.link());
            } else if (header.is(SectionType.SYMTAB_SHNDX)) {
                extended.putIfAbsent(header.link(), header);
            }
        }
        List<Section> sections = new ArrayList<>(headers.size());
        for (int index = 0; index < headers.size(); index++) {
            var header = headers.get(index);
            try {
                sections.add(section(index, header, nameTables.contains(index)));
            } catch (IllegalArgumentException e) {
                throw new ElfFormatException(header.position(), String.valueOf(e.getMessage()));
            }
        }
        return new ElfFile(
                in.order(),
                Short.toUnsignedInt(in.getShort(Wire.TYPE_AT)),
                Short.toUnsignedInt(in.getShort(Wire.MACHINE_AT)),
                in.getInt(Wire.FLAGS_AT),
                sections,
                sectionNames);
    }

    private int sectionNames() {
        int index = Short.toUnsignedInt(in.getShort(Wire.NAMES_AT));
        if (index == Wire.EXTENDED_SECTION) {
            index = headers.get(0).link();
        }
        requireNames(index, "index of section names", Wire.NAMES_AT);
        return index;
    }

    private Section section(int index, RawHeader header, boolean namesOfOthers) {
        if (index == 0) {
            return new Section.Null();
        }
        var name = name(sectionNames, header.name(), header.position());
        if (header.is(SectionType.NOBITS)) {
            return new Section.NoBits(header.named(name), header.size());
        }
        if (header.is(SectionType.STRTAB) && namesOfOthers) {
            return new Section.Strings(name);
        }
        if (header.is(SectionType.SYMTAB)) {
            return symbols(index, name, header);
        }
        if ((header.is(SectionType.REL) || header.is(SectionType.RELA)) && relocates(header)) {
            return relocations(name, header);
        }
        return new Section.Content(header.named(name), contents(header));
    }

    private boolean relocates(RawHeader table) {
        int target = table.info();
        boolean known = target > 0 && target < headers.size();
        return !known || relocated.test(name(sectionNames, headers.get(target).name(), table.position()));
    }

    private ByteString contents(RawHeader header) {
        return header.takesNoRoom() ? ByteString.EMPTY : bytes.slice(header.start(), header.end());
    }

    private Section symbols(int index, String name, RawHeader header) {
        header.requireEntries(Wire.SYMBOL, name);
        requireNames(header.link(), "string table of " + name, header.position());
        var extended = extendedSections(index);
        var symbolNames = names(header.link());
        var symbols = new ArrayList<Symbol>(Math.max(0, header.end() - header.start()) / Wire.SYMBOL);
        for (int at = header.start(); at < header.end(); at += Wire.SYMBOL) {
            int info = Byte.toUnsignedInt(in.get(at + 4));
            symbols.add(new Symbol(
                    symbolNames.at(in.getInt(at), at),
                    new SymbolType(info & 0xF),
                    new SymbolBinding(info >>> 4),
                    Byte.toUnsignedInt(in.get(at + 5)),
                    place(at, symbols.size(), extended),
                    in.getLong(at + 8),
                    in.getLong(at + 16)));
        }
        return new Section.Symbols(name, header.link(), symbols);
    }

    private SymbolPlace place(int at, int symbol, ByteBuffer extended) {
        int section = Short.toUnsignedInt(in.getShort(at + 6));
        if (section == Wire.EXTENDED_SECTION && extended.limit() / Integer.BYTES > symbol) {
            section = extended.getInt(symbol * Integer.BYTES);
        } else if (section >= Wire.RESERVED_SECTIONS || section == 0) {
            return new SymbolPlace.Reserved(section);
        }
        if (section < 1 || section >= headers.size()) {
            throw new ElfFormatException(
                    at,
                    "symbol " + symbol + " is in section " + Integer.toUnsignedString(section) + " of "
                            + headers.size());
        }
        SymbolPlace place = places[section];
        if (place == null) {
            place = SymbolPlace.in(section);
            places[section] = place;
        }
        return place;
    }

    /** The section indices that do not fit symbols: a table beside the symbol table. */
    private ByteBuffer extendedSections(int symbols) {
        RawHeader header = extended.get(symbols);
        return header == null ? ByteBuffer.allocate(0) : contents(header).buffer(in.order());
    }

    private Section relocations(String name, RawHeader header) {
        var form = header.is(SectionType.RELA) ? RelocationForm.RELA : RelocationForm.REL;
        int entry = form == RelocationForm.RELA ? Wire.RELA : Wire.REL;
        header.requireEntries(entry, name);
        List<Relocation> relocations = new ArrayList<>(Math.max(0, header.end() - header.start()) / entry);
        for (int at = header.start(); at < header.end(); at += entry) {
            int symbol = in.getInt(at + (in.order() == ByteOrder.LITTLE_ENDIAN ? 12 : 8));
            if (symbol < 0) {
                throw new ElfFormatException(at, "relocation by symbol " + Integer.toUnsignedString(symbol));
            }
            long addend = form == RelocationForm.RELA ? in.getLong(at + 16) : 0;
            relocations.add(new Relocation(in.getLong(at), symbol, (int) in.getLong(at + 8), addend));
        }
        return new Section.Relocations(name, form, header.sectionFlags(), header.link(), header.info(), relocations);
    }

    private String name(int table, int offset, long user) {
        return names(table).at(offset, user);
    }

    private Names names(int table) {
        return names.computeIfAbsent(table, index -> new Names(contents(headers.get(index))));
    }

    private void requireNames(int index, String what, long at) {
        if (index < 0 || index >= headers.size() || !headers.get(index).is(SectionType.STRTAB)) {
            throw new ElfFormatException(
                    at, what + " is " + Integer.toUnsignedString(index) + ", which is no string table");
        }
    }
}
