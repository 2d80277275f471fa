package dev.skep.object.text;

import dev.skep.elf.SectionFlags;
import dev.skep.elf.SectionType;

/** The flags of sections, by the letters of {@code .section}. */
enum Flags {
    // spotless:off
    ALLOC    ('a', 0x2),
    WRITE    ('w', 0x1),
    EXECUTE  ('x', 0x4),
    MERGE    ('M', 0x10),
    STRINGS  ('S', 0x20),
    LINKED   ('o', 0x80),
    GROUPED  ('G', 0x200),
    EXCLUDED ('e', 0x8000_0000L),
    RETAINED ('R', 0x20_0000);
    // spotless:on

    /** A linker drops the section ({@code SHF_EXCLUDE}). */
    static final SectionFlags EXCLUDE = new SectionFlags(0x8000_0000L);

    /** Symbols whose address is taken ({@code SHT_LLVM_ADDRSIG}). */
    static final SectionType ADDRESSED_TYPE = new SectionType(0x6fff4c03);

    private final char letter;
    private final long bit;

    Flags(char letter, long bit) {
        this.letter = letter;
        this.bit = bit;
    }

    /** Returns the flags that the letters stand for. */
    static SectionFlags of(String letters) {
        long bits = 0;
        for (Flags flag : values()) {
            if (letters.indexOf(flag.letter) >= 0) {
                bits |= flag.bit;
            }
        }
        return new SectionFlags(bits);
    }

    /** Returns the letters for flags. */
    static String letters(SectionFlags flags) {
        var letters = new StringBuilder();
        for (Flags flag : values()) {
            if ((flags.bits() & flag.bit) != 0) {
                letters.append(flag.letter);
            }
        }
        return letters.toString();
    }
}
