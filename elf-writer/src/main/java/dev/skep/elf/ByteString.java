package dev.skep.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bytes that do not change: the contents of a section, or a part of it. Parts share storage with the whole. */
public final class ByteString {
    /** No bytes. */
    public static final ByteString EMPTY = new ByteString(new byte[0], 0, 0);

    private static final int SHOWN = 32;

    private final byte[] bytes;
    private final int from;
    private final int size;

    private ByteString(byte[] bytes, int from, int size) {
        this.bytes = bytes;
        this.from = from;
        this.size = size;
    }

    /** A copy of these bytes. */
    public static ByteString of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new ByteString(bytes.clone(), 0, bytes.length);
    }

    /** A copy of what is left in a buffer, which is used up. */
    public static ByteString of(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new ByteString(bytes, 0, bytes.length);
    }

    /** That many zero bytes. */
    public static ByteString zeros(int size) {
        return new ByteString(new byte[size], 0, size);
    }

    /** How many bytes. */
    public int size() {
        return size;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether every byte is zero. */
    public boolean isZero() {
        for (int i = 0; i < size; i++) {
            if (bytes[from + i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The byte at this index. */
    public byte at(int index) {
        return bytes[from + Objects.checkIndex(index, size)];
    }

    /** The bytes from {@code start}, which is in, to {@code end}, which is out. */
    public ByteString slice(int start, int end) {
        Objects.checkFromToIndex(start, end, size);
        return new ByteString(bytes, from + start, end - start);
    }

    /** A read-only view in this byte order, from position 0. */
    public ByteBuffer buffer(ByteOrder order) {
        return ByteBuffer.wrap(bytes, from, size).slice().asReadOnlyBuffer().order(order);
    }

    /** A copy. */
    public byte[] toArray() {
        return Arrays.copyOfRange(bytes, from, from + size);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteString that && equalTo(that);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + bytes[from + i];
        }
        return hash;
    }

    /** The size and the first bytes in hexadecimal. */
    @Override
    public String toString() {
        var hex = HexFormat.of().formatHex(bytes, from, from + Math.min(size, SHOWN));
        return size + " bytes " + hex + (size > SHOWN ? "…" : "");
    }

    private boolean equalTo(ByteString other) {
        return Arrays.equals(bytes, from, from + size, other.bytes, other.from, other.from + other.size);
    }
}
