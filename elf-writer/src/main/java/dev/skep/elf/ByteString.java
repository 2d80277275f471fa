package dev.skep.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bytes that do not change: the contents of a section, or a part of it. Parts share storage with the whole. */
public final class ByteString {
    /** No bytes. */
    public static final ByteString EMPTY = new ByteString(ByteBuffer.allocate(0));

    private static final int SHOWN = 32;

    /** A read-only view that nobody else has: its position stays 0. */
    private final ByteBuffer bytes;

    private ByteString(ByteBuffer bytes) {
        this.bytes = bytes.slice().asReadOnlyBuffer();
    }

    /** A copy of these bytes. */
    public static ByteString of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new ByteString(ByteBuffer.wrap(bytes.clone()));
    }

    /** A copy of what is left in a buffer, which is used up. */
    public static ByteString of(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new ByteString(ByteBuffer.wrap(bytes));
    }

    /** What is left in a buffer, not copied: whoever has its bytes must not change them any more. */
    public static ByteString sharing(ByteBuffer buffer) {
        return new ByteString(buffer);
    }

    /** That many zero bytes. */
    public static ByteString zeros(int size) {
        return new ByteString(ByteBuffer.allocate(size));
    }

    /** How many bytes. */
    public int size() {
        return bytes.limit();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Whether every byte is zero. */
    public boolean isZero() {
        for (int i = 0; i < size(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The byte at this index. */
    public byte at(int index) {
        return bytes.get(index);
    }

    /** The bytes from {@code start}, which is in, to {@code end}, which is out. */
    public ByteString slice(int start, int end) {
        Objects.checkFromToIndex(start, end, size());
        return new ByteString(bytes.slice(start, end - start));
    }

    /** A read-only view in this byte order, from position 0. */
    public ByteBuffer buffer(ByteOrder order) {
        return bytes.duplicate().order(order);
    }

    /** A copy. */
    public byte[] toArray() {
        byte[] copy = new byte[size()];
        bytes.get(0, copy);
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteString that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /** The size and the first bytes in hexadecimal. */
    @Override
    public String toString() {
        byte[] shown = slice(0, Math.min(size(), SHOWN)).toArray();
        return size() + " bytes " + HexFormat.of().formatHex(shown) + (size() > SHOWN ? "…" : "");
    }
}
