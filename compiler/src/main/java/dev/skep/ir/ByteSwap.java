package dev.skep.ir;

/** Byte order conversions of the low 16, 32 or 64 bits; the upper bits of the result are zero. */
public enum ByteSwap {
    /** Host order to big endian and back: {@code htobe16/32/64}. */
    BIG_ENDIAN,
    /** Host order to little endian and back: {@code htole16/32/64}. */
    LITTLE_ENDIAN,
    /** Unconditional swap: {@code bswap16/32/64}. */
    ALWAYS
}
