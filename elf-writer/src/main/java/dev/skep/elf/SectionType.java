package dev.skep.elf;

import java.util.Map;

/**
 * The type of a section ({@code sh_type}), an open set.
 *
 * @param value the number on the wire, as an unsigned word
 */
public record SectionType(int value) {
    /** Nothing: section 0. */
    public static final SectionType NULL = new SectionType(0);
    /** Bytes of the program: code, data, notes. */
    public static final SectionType PROGBITS = new SectionType(1);
    /** Symbols. */
    public static final SectionType SYMTAB = new SectionType(2);
    /** Strings. */
    public static final SectionType STRTAB = new SectionType(3);
    /** Relocations with addends. */
    public static final SectionType RELA = new SectionType(4);
    /** Zeros that take no room in the file. */
    public static final SectionType NOBITS = new SectionType(8);
    /** Relocations whose addends are in the relocated section. */
    public static final SectionType REL = new SectionType(9);
    /** Symbols for the dynamic linker. */
    public static final SectionType DYNSYM = new SectionType(11);
    /** Section numbers of symbols that do not fit 16 bits. */
    public static final SectionType SYMTAB_SHNDX = new SectionType(18);

    private static final Map<Integer, String> NAMES = Map.of(
            NULL.value, "NULL",
            PROGBITS.value, "PROGBITS",
            SYMTAB.value, "SYMTAB",
            STRTAB.value, "STRTAB",
            RELA.value, "RELA",
            NOBITS.value, "NOBITS",
            REL.value, "REL",
            DYNSYM.value, "DYNSYM",
            SYMTAB_SHNDX.value, "SYMTAB_SHNDX");

    @Override
    public String toString() {
        return NAMES.getOrDefault(value, "0x" + Integer.toHexString(value));
    }
}
