package dev.skep.btf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The string section of {@code .BTF} being laid out: whole strings once each, no shared tails, which two loaders refuse. */
final class StringTable {
    /** {@code BTF_MAX_NAME_OFFSET}. */
    private static final int MAX_OFFSET = 0xFF_FFFF;

    private final Map<String, Integer> offsets;
    private byte[] bytes = new byte[64];
    private int size;

    /** An empty table with room for about this many. */
    StringTable(int expected) {
        offsets = new HashMap<>(2 * expected);
        add("");
    }

    /** The offset of this string, which is laid out if it is not yet. */
    int add(String text) {
        var known = offsets.putIfAbsent(text, size);
        if (known != null) {
            return known;
        }
        if (size > MAX_OFFSET) {
            throw new IllegalArgumentException("strings of " + size + " bytes, the limit is " + MAX_OFFSET);
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("string \"" + text.replace("\0", "\\0") + "\" has a zero byte inside");
        }
        byte[] encoded = text.getBytes(UTF_8);
        int start = size;
        size = Math.addExact(size, encoded.length + 1);
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
        }
        System.arraycopy(encoded, 0, bytes, start, encoded.length);
        return start;
    }

    int size() {
        return size;
    }

    void write(ByteBuffer out) {
        out.put(bytes, 0, size);
    }
}
