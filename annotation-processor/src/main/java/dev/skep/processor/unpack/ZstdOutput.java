package dev.skep.processor.unpack;

import java.io.IOException;
import java.util.Arrays;

/** What was unpacked so far, all of which a match may lie in. */
final class ZstdOutput {
    private byte[] bytes = new byte[1 << 16];
    private int size;
    /** Where the frame begins. */
    private int start;

    void begin() {
        start = size;
    }

    void append(byte[] from, int at, int count) throws IOException {
        reserve(count);
        System.arraycopy(from, at, bytes, size, count);
        size += count;
    }

    void append(ZstdInput in, int count) throws IOException {
        reserve(count);
        in.copy(bytes, size, count);
        size += count;
    }

    void fill(byte value, int count) throws IOException {
        reserve(count);
        Arrays.fill(bytes, size, size + count, value);
        size += count;
    }

    /** Appends what is so far back, which may go on into what is appended. */
    void repeat(int distance, int count) throws IOException {
        if (distance < 1 || distance > size - start)
            throw new IOException("a match " + distance + " bytes back, of " + (size - start));
        reserve(count);
        if (distance >= count) System.arraycopy(bytes, size - distance, bytes, size, count);
        else for (var i = 0; i < count; i++) bytes[size + i] = bytes[size + i - distance];
        size += count;
    }

    private void reserve(int count) throws IOException {
        if (count > TypeFile.LIMIT - size) throw new Packing.TooLarge();
        if (size + count > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + count, 2 * bytes.length));
    }

    byte[] all() {
        return Arrays.copyOf(bytes, size);
    }
}
