package dev.skep.btf;

import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Signedness;
import java.util.List;

/** What the fields of a type record can hold. */
final class Limits {
    private static final long MAX_UNSIGNED_INT = 0xFFFF_FFFFL;
    private static final int MAX_BIT_FIELD_OFFSET = 0xFF_FFFF;

    private Limits() {}

    static void nonNegative(int value, String what, String name) {
        range(value, 0, Integer.MAX_VALUE, what, name);
    }

    static void unsignedByte(int value, String what, String name) {
        range(value, 0, 0xFF, what, name);
    }

    static void unsignedInt(long value, String what, String name) {
        range(value, 0, MAX_UNSIGNED_INT, what, name);
    }

    static <T> List<T> elements(List<T> elements, String what, String name) {
        range(elements.size(), 0, BtfType.MAX_ELEMENTS, what, name);
        return List.copyOf(elements);
    }

    static void values32(List<Enumerator> values, Signedness signedness) {
        boolean signed = signedness == Signedness.SIGNED;
        long low = signed ? Integer.MIN_VALUE : 0;
        long high = signed ? Integer.MAX_VALUE : MAX_UNSIGNED_INT;
        for (Enumerator value : values) {
            range(value.value(), low, high, "value of enumerator", value.name());
        }
    }

    /** With one bit field among the members, every offset shares its word with a bit field size and has 24 bits. */
    static void bitFieldOffsets(List<Member> members) {
        int furthest = 0;
        boolean withBitFields = false;
        for (Member member : members) {
            withBitFields |= member.isBitField();
            furthest = Math.max(furthest, member.bitOffset());
        }
        if (withBitFields) {
            range(furthest, 0, MAX_BIT_FIELD_OFFSET, "bit offset of a member beside bit fields", "");
        }
    }

    static void range(long value, long low, long high, String what, String name) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(what + (name.isEmpty() ? "" : " " + name) + " is " + value
                    + ", allowed are " + low + " to " + high);
        }
    }
}
