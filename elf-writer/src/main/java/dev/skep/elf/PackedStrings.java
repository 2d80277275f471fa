package dev.skep.elf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/**
 * The bytes of many strings one after the other, without an object for each.
 *
 * @param bytes all of them
 * @param starts where each string starts, and behind the last one where it ends
 */
record PackedStrings(byte[] bytes, int[] starts) {
    private static final int EXPECTED_LENGTH = 12;

    /** The strings in their order; refuses those with a zero byte inside. */
    static PackedStrings of(List<String> strings) {
        byte[] bytes = new byte[EXPECTED_LENGTH * strings.size()];
        int[] starts = new int[strings.size() + 1];
        int end = 0;
        int number = 0;
        for (String string : strings) {
            if (string.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "name \"" + string.replace("\0", "\\0") + "\" has a zero byte inside");
            }
            byte[] own = string.getBytes(UTF_8);
            if (own.length > bytes.length - end) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(end, own.length)));
            }
            System.arraycopy(own, 0, bytes, end, own.length);
            end += own.length;
            starts[++number] = end;
        }
        return new PackedStrings(bytes, starts);
    }

    /** How many strings. */
    int size() {
        return starts.length - 1;
    }

    /** The bytes of all strings. */
    int length() {
        return starts[size()];
    }

    int start(int string) {
        return starts[string];
    }

    int end(int string) {
        return starts[string + 1];
    }

    /** The last eight bytes of a string as a number, the very last one first; zeros where there are fewer. */
    long tail(int string) {
        int start = start(string);
        int at = end(string);
        long tail = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            tail <<= Byte.SIZE;
            if (at > start) {
                tail |= bytes[--at] & 0xffL;
            }
        }
        return tail;
    }

    /** Compares two strings from their last byte to their first; what ends first comes first. */
    int compareTails(int one, int other) {
        int a = end(one);
        int b = end(other);
        while (a > start(one) && b > start(other)) {
            int order = Byte.compareUnsigned(bytes[--a], bytes[--b]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(end(one) - start(one), end(other) - start(other));
    }

    /** Whether a string is the end of another, or the same. */
    boolean isTail(int tail, int whole) {
        int a = end(tail);
        int b = end(whole);
        if (a - start(tail) > b - start(whole)) {
            return false;
        }
        while (a > start(tail)) {
            if (bytes[--a] != bytes[--b]) {
                return false;
            }
        }
        return true;
    }
}
