package dev.skep.btf;

import dev.skep.btf.BtfType.IntEncoding;
import java.util.Optional;

/** The words of a type record: {@code name_off, info, size_or_type}, then what the kind adds (kernel: {@code btf.rst}, 2.2). */
final class TypeRecord {
    static final int SIZE = 12;

    /** How many kinds the {@code info} word can tell apart. */
    static final int KINDS = 32;

    static final int FLAG = 1 << 31;
    static final int UNUSED_INFO = 0x60FF_0000;
    static final int UNUSED_INT = 0xFF00;
    static final int ENCODING_SHIFT = 24;
    static final int INT_OFFSET_SHIFT = 16;
    static final int BIT_SIZE_SHIFT = 24;
    static final int BIT_OFFSET_MASK = 0xFF_FFFF;

    private static final int KIND_SHIFT = 24;
    private static final int KIND_MASK = 0x1F;
    private static final int ELEMENTS_MASK = 0xFFFF;

    private TypeRecord() {}

    static int kind(int info) {
        return info >>> KIND_SHIFT & KIND_MASK;
    }

    static int elements(int info) {
        return info & ELEMENTS_MASK;
    }

    static int info(BtfKind kind, int elements) {
        return kind.number() << KIND_SHIFT | elements;
    }

    /** gcc calls {@code char} signed and a character; the kernel takes one of the two, and compilers that it takes say signed. */
    static Optional<IntEncoding> encoding(int number) {
        return switch (number) {
            case 0 -> Optional.of(IntEncoding.NONE);
            case 1, 3 -> Optional.of(IntEncoding.SIGNED);
            case 2 -> Optional.of(IntEncoding.CHAR);
            case 4 -> Optional.of(IntEncoding.BOOL);
            default -> Optional.empty();
        };
    }

    static int number(IntEncoding encoding) {
        return switch (encoding) {
            case NONE -> 0;
            case SIGNED -> 1;
            case CHAR -> 2;
            case BOOL -> 4;
        };
    }
}
