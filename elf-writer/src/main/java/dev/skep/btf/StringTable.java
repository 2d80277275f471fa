package dev.skep.btf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The string section of {@code .BTF} being laid out: whole strings once each, no shared tails, which two loaders refuse. */
final class StringTable {
    /** {@code BTF_MAX_NAME_OFFSET}. */
    private static final int MAX_OFFSET = 0xFF_FFFF;

    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private int size;

    StringTable() {
        add("");
    }

    void add(String text) {
        if (offsets.containsKey(text)) {
            return;
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("string \"" + text.replace("\0", "\\0") + "\" has a zero byte inside");
        }
        if (size > MAX_OFFSET) {
            throw new IllegalArgumentException("strings of " + size + " bytes, the limit is " + MAX_OFFSET);
        }
        offsets.put(text, size);
        size = Math.addExact(size, text.getBytes(UTF_8).length + 1);
    }

    int offset(String text) {
        var offset = offsets.get(text);
        if (offset == null) {
            throw new IllegalArgumentException("string \"" + text + "\" was not laid out");
        }
        return offset;
    }

    int size() {
        return size;
    }

    void write(ByteBuffer out) {
        for (String text : offsets.keySet()) {
            out.put(text.getBytes(UTF_8)).put((byte) 0);
        }
    }
}
