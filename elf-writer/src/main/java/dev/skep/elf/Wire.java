package dev.skep.elf;

import java.nio.ByteBuffer;

/** Sizes and numbers of the ELF64 format that reading and writing share. */
final class Wire {
    static final int MAGIC = 0x7F454C46;
    static final byte CLASS_64 = 2;
    static final byte LITTLE = 1;
    static final byte BIG = 2;
    static final byte VERSION = 1;

    static final int IDENT = 16;
    static final int HEADER = 64;
    static final int SECTION_HEADER = 64;
    static final int SYMBOL = 24;
    static final int REL = 16;
    static final int RELA = 24;

    static final int TYPE_AT = 16;
    static final int MACHINE_AT = 18;
    static final int HEADERS_AT = 40;
    static final int FLAGS_AT = 48;
    static final int HEADER_SIZE_AT = 58;
    static final int HEADER_COUNT_AT = 60;
    static final int NAMES_AT = 62;
    static final int SECTION_SIZE_AT = 32;

    /** The first section index that does not fit the ELF header and symbols. */
    static final int RESERVED_SECTIONS = 0xFF00;

    static final int EXTENDED_SECTION = 0xFFFF;

    private static final int MAX_HALF = 0xFFFF;

    private Wire() {}

    /** Appends an unsigned 16-bit number. */
    static void half(ByteBuffer out, int value, String what) {
        if (value < 0 || value > MAX_HALF) {
            throw new IllegalArgumentException(what + " is " + value + ", the limit is " + MAX_HALF);
        }
        out.putShort((short) value);
    }
}
