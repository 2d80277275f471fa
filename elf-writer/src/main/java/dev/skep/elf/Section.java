package dev.skep.elf;

import java.util.List;

/** A section of an {@link ElfFile}. What other sections say about it (names, places) is by its index in the file. */
public sealed interface Section {
    /** The name. */
    String name();

    /** The type on the wire. */
    SectionType type();

    /** Calls the visitor's method for this kind of section. */
    <R> R accept(Visitor<R> visitor);

    /** A function over all kinds. */
    interface Visitor<R> {
        R visit(Null section);

        R visit(Content section);

        R visit(NoBits section);

        R visit(Strings section);

        R visit(Symbols section);

        R visit(Relocations section);
    }

    /** Section 0, which is nothing. */
    record Null() implements Section {
        @Override
        public String name() {
            return "";
        }

        @Override
        public SectionType type() {
            return SectionType.NULL;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Bytes whose meaning is not ELF's: code, data, notes and every type that has no record of its own. */
    record Content(Header header, ByteString bytes) implements Section {
        @Override
        public String name() {
            return header.name();
        }

        @Override
        public SectionType type() {
            return header.type();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Zeros that take no room in the file. */
    record NoBits(Header header, long size) implements Section {
        public NoBits {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "section " + header.name() + " has a size of " + Long.toUnsignedString(size));
            }
        }

        @Override
        public String name() {
            return header.name();
        }

        @Override
        public SectionType type() {
            return header.type();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The names of sections, of symbols, or both; its bytes follow from who names it. */
    record Strings(String name) implements Section {
        @Override
        public SectionType type() {
            return SectionType.STRTAB;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Symbols, {@link Symbol#NULL} first, then the local ones; their names are in the section {@code strings}. */
    record Symbols(String name, int strings, List<Symbol> symbols) implements Section {
        public Symbols {
            symbols = List.copyOf(symbols);
        }

        @Override
        public SectionType type() {
            return SectionType.SYMTAB;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The relocations of the section {@code target} by the symbols of the section {@code symbols}. */
    record Relocations(
            String name, RelocationForm form, SectionFlags flags, int symbols, int target, List<Relocation> relocations)
            implements Section {
        public Relocations {
            relocations = List.copyOf(relocations);
        }

        @Override
        public SectionType type() {
            return form == RelocationForm.RELA ? SectionType.RELA : SectionType.REL;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Where the addends of a relocation table are. */
    enum RelocationForm {
        /** In the relocated section. */
        REL,
        /** In the table. */
        RELA
    }

    /**
     * What a section header says about contents that ELF does not know.
     *
     * @param name the name
     * @param type the type
     * @param flags the flags
     * @param address the address at run time; 0 in a relocatable file
     * @param alignment a power of two, or 0
     * @param link index of a section, by the rules of the type
     * @param info more, by the rules of the type
     * @param entrySize bytes of an entry of a table, else 0
     */
    record Header(
            String name,
            SectionType type,
            SectionFlags flags,
            long address,
            long alignment,
            int link,
            int info,
            long entrySize) {
        public Header {
            if (alignment < 0 || Long.bitCount(alignment) > 1) {
                throw new IllegalArgumentException("section " + name + " has alignment "
                        + Long.toUnsignedString(alignment) + ", allowed are 0 and powers of two");
            }
        }

        /** The header of a section in a relocatable file that refers to no other. */
        public static Header of(String name, SectionType type, SectionFlags flags, long alignment) {
            return new Header(name, type, flags, 0, alignment, 0, 0, 0);
        }
    }
}
