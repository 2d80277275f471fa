package dev.skep.asm.text;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that do not change. */
public final class Contents {
    private final byte[] bytes;
    private final int size;

    Contents(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
    }

    /** Returns a copy of these bytes. */
    public static Contents of(byte... bytes) {
        return new Contents(bytes.clone(), bytes.length);
    }

    /** Returns how many bytes. */
    public int size() {
        return size;
    }

    /** Returns a view that cannot change them. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, size).slice().asReadOnlyBuffer();
    }

    /** Returns a copy. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }
}
