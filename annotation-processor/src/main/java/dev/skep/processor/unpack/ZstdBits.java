package dev.skep.processor.unpack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bits that are read from their end to their beginning; in front of the last of them is a 1. */
final class ZstdBits {
    private final ByteBuffer bytes;
    private final int from;
    /** How many bits are left. */
    private int left;

    ZstdBits(byte[] file, int from, int to) throws IOException {
        if (to <= from || to > file.length || file[to - 1] == 0)
            throw new IOException("a stream of bits without an end");
        this.bytes = ByteBuffer.wrap(file, 0, to).order(ByteOrder.LITTLE_ENDIAN);
        this.from = from;
        var last = Byte.toUnsignedInt(file[to - 1]);
        this.left = (to - from) * Byte.SIZE - Integer.numberOfLeadingZeros(last) + Integer.SIZE - Byte.SIZE - 1;
    }

    int left() {
        return left;
    }

    int read(int count) throws IOException {
        if (count > left) throw new IOException("a stream of bits is too short");
        left -= count;
        return at(left, count);
    }

    /** Returns the next bits and leaves them there; zeroes where there are no more. */
    int peek(int count) {
        return left >= count ? at(left - count, count) : at(0, left) << (count - left);
    }

    void skip(int count) throws IOException {
        if (count > left) throw new IOException("a stream of bits is too short");
        left -= count;
    }

    private int at(int bit, int count) {
        if (count == 0) return 0;
        var start = from + (bit >> 3);
        var word = start + Long.BYTES <= bytes.limit() ? bytes.getLong(start) : rest(start);
        return (int) (word >>> (bit & 7) & (1L << count) - 1);
    }

    private long rest(int start) {
        var word = 0L;
        for (var i = bytes.limit() - 1; i >= start; i--) word = word << Byte.SIZE | Byte.toUnsignedLong(bytes.get(i));
        return word;
    }
}
