package dev.skep.btf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The string section of {@code .BTF} being laid out: whole strings once each, no shared tails, which two loaders refuse. Strings are
 * found by their bytes, in an open hash table.
 */
final class StringTable {
    /** {@code BTF_MAX_NAME_OFFSET}. */
    private static final int MAX_OFFSET = 0xFF_FFFF;

    private static final int LEAST_SLOTS = 64;

    /** What is longer is not hashed each time that a record names it: one name may take a megabyte, and be everybody's. */
    private static final int SHORT = 64;

    private final SecretHash hash = new SecretHash();
    /** Where the string of a slot starts; 0, which is the empty string's place, where the slot is free. */
    private int[] offsets;

    private int[] hashes;
    private int count;
    private final Map<String, Integer> longOnes = new HashMap<>();
    private byte[] bytes = new byte[64];
    private int size = 1;

    /** An empty table with room for about this many. */
    StringTable(int expected) {
        int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.min(expected, MAX_OFFSET)) * 4);
        offsets = new int[slots];
        hashes = new int[slots];
    }

    /** The offset of this string, which is laid out if it is not yet. */
    int add(String text) {
        if (text.length() <= SHORT) {
            return encode(text);
        }
        var known = longOnes.get(text);
        if (known == null) {
            known = encode(text);
            longOnes.put(text, known);
        }
        return known;
    }

    private int encode(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        for (byte one : encoded) {
            if (one == 0) {
                throw new IllegalArgumentException(
                        "string \"" + text.replace("\0", "\\0") + "\" has a zero byte inside");
            }
        }
        return add(encoded, 0, encoded.length);
    }

    /** The offset of the string in these bytes, none of which is zero. */
    int add(byte[] text, int from, int to) {
        if (from == to) {
            return 0;
        }
        int code = hash.of(text, from, to);
        int slot = code & (offsets.length - 1);
        while (offsets[slot] != 0) {
            if (hashes[slot] == code && isAt(offsets[slot], text, from, to)) {
                return offsets[slot];
            }
            slot = (slot + 1) & (offsets.length - 1);
        }
        int start = append(text, from, to);
        offsets[slot] = start;
        hashes[slot] = code;
        if (2 * ++count > offsets.length) {
            grow();
        }
        return start;
    }

    int size() {
        return size;
    }

    void write(ByteBuffer out) {
        out.put(bytes, 0, size);
    }

    private boolean isAt(int offset, byte[] text, int from, int to) {
        int end = offset + to - from;
        return end < size && bytes[end] == 0 && Arrays.equals(bytes, offset, end, text, from, to);
    }

    private int append(byte[] text, int from, int to) {
        int start = size;
        if (start > MAX_OFFSET) {
            throw new IllegalArgumentException("strings of " + start + " bytes, the limit is " + MAX_OFFSET);
        }
        size = Math.addExact(start, to - from + 1);
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
        }
        System.arraycopy(text, from, bytes, start, to - from);
        return start;
    }

    private void grow() {
        int[] oldOffsets = offsets;
        int[] oldHashes = hashes;
        offsets = new int[2 * oldOffsets.length];
        hashes = new int[offsets.length];
        for (int old = 0; old < oldOffsets.length; old++) {
            if (oldOffsets[old] != 0) {
                int slot = oldHashes[old] & (offsets.length - 1);
                while (offsets[slot] != 0) {
                    slot = (slot + 1) & (offsets.length - 1);
                }
                offsets[slot] = oldOffsets[old];
                hashes[slot] = oldHashes[old];
            }
        }
    }
}
