package dev.skep.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of {@code .BTF}, checked: every offset counts from the start of the section and lies in it. */
record BtfHeader(ByteOrder order, int typesFrom, int typesTo, int stringsFrom, int stringsTo) {
    static final int MAGIC = 0xEB9F;
    static final int VERSION = 1;
    static final int SIZE = 24;

    private static final int OFFSETS = 8;
    private static final String STRINGS = "string section does not start and end with a zero byte";

    /** The header of kernels after 6.18: a part tells the sizes of records to those who do not know all kinds. */
    private static final int SIZE_WITH_LAYOUT = 32;

    static BtfHeader read(ByteBuffer bytes) {
        var header = readParts(bytes, bytes.limit());
        header.requireStrings(header.strings(bytes));
        return header;
    }

    /** The header of types that go on where others end: they may need no string of their own, and the empty one is not theirs. */
    static BtfHeader readSplit(ByteBuffer bytes) {
        var header = readParts(bytes, bytes.limit());
        header.requireEnd(header.strings(bytes));
        return header;
    }

    private ByteBuffer strings(ByteBuffer section) {
        return section.slice(stringsFrom, stringsTo - stringsFrom);
    }

    /** Checks that the string section starts with the empty string and ends where its last string does. */
    void requireStrings(ByteBuffer strings) {
        if (strings.limit() == 0 || strings.get(0) != 0) {
            throw new BtfFormatException(stringsFrom, STRINGS);
        }
        requireEnd(strings);
    }

    private void requireEnd(ByteBuffer strings) {
        if (strings.limit() > 0 && strings.get(strings.limit() - 1) != 0) {
            throw new BtfFormatException(stringsFrom, STRINGS);
        }
    }

    /** Reads the header from the first bytes of a section of this size, not all of which need be there. */
    static BtfHeader readParts(ByteBuffer first, int size) {
        var order = readStart(first, SIZE, "BTF");
        var in = first.duplicate().order(order);
        int header = in.getInt(4);
        int[] part = new int[4];
        for (int i = 0; i < part.length; i++) {
            part[i] = in.getInt(OFFSETS + 4 * i);
        }
        checkLayout(in, header, size);
        int typesFrom = start(size, header, part[0], part[1], "type section");
        if (part[0] % 4 != 0) {
            throw new BtfFormatException(OFFSETS, "type section starts at " + part[0] + ", not at a multiple of 4");
        }
        int stringsFrom = start(size, header, part[2], part[3], "string section");
        return new BtfHeader(order, typesFrom, typesFrom + part[1], stringsFrom, stringsFrom + part[3]);
    }

    /** Checks magic, version, flags and header length, which {@code .BTF} and {@code .BTF.ext} share; answers the byte order. */
    static ByteOrder readStart(ByteBuffer bytes, int minimum, String what) {
        if (bytes.limit() < minimum) {
            throw new BtfFormatException(0, what + " has " + bytes.limit() + " bytes, its header alone has " + minimum);
        }
        var in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (Short.toUnsignedInt(in.getShort(0)) != MAGIC) {
            in.order(ByteOrder.BIG_ENDIAN);
        }
        if (Short.toUnsignedInt(in.getShort(0)) != MAGIC) {
            throw new BtfFormatException(0, what + " does not start with the magic number eb9f");
        }
        if (in.get(2) != VERSION) {
            throw new BtfFormatException(2, what + " has version " + Byte.toUnsignedInt(in.get(2)) + ", known is 1");
        }
        if (in.get(3) != 0) {
            throw new BtfFormatException(3, what + " has unknown flags " + Byte.toUnsignedInt(in.get(3)));
        }
        int header = in.getInt(4);
        if (header < minimum || header > bytes.limit() || header % 4 != 0) {
            throw new BtfFormatException(
                    4,
                    what + " has a header of " + Integer.toUnsignedString(header)
                            + " bytes, allowed are multiples of 4 from " + minimum + " to " + bytes.limit());
        }
        return in.order();
    }

    static void writeStart(ByteBuffer out, int header) {
        out.putShort((short) MAGIC).put((byte) VERSION).put((byte) 0).putInt(header);
    }

    /** The start of a part, from the start of the section of this size; the part lies in it. */
    static int start(int size, int header, int offset, int length, String what) {
        long from = header + Integer.toUnsignedLong(offset);
        if (from + Integer.toUnsignedLong(length) > size) {
            throw new BtfFormatException(
                    OFFSETS,
                    what + " of " + Integer.toUnsignedString(length) + " bytes at " + from + " leaves the section of "
                            + size + " bytes");
        }
        return (int) from;
    }

    private static void checkLayout(ByteBuffer in, int header, int size) {
        if (header >= SIZE_WITH_LAYOUT) {
            start(size, header, in.getInt(SIZE), in.getInt(SIZE + Integer.BYTES), "layout section");
        }
        for (int i = Math.min(header, SIZE_WITH_LAYOUT); i < header; i++) {
            if (in.get(i) != 0) {
                throw new BtfFormatException(i, "the header has fields that are not known here");
            }
        }
    }
}
