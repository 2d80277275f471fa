package dev.skep.elf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Sorts strings from their last byte to their first, so that a string comes right after the longer ones it is a tail of: by their last
 * eight bytes digit by digit, and by comparison where those are equal.
 */
final class TailOrder {
    private static final int DIGITS = 1 << Byte.SIZE;

    private TailOrder() {}

    /**
     * A string.
     *
     * @param index which string it is
     * @param bytes its bytes
     * @param tail the last of them as a number, the very last one first; zeros where there are fewer
     */
    record Name(int index, byte[] bytes, long tail) {
        Name(int index, String string) {
            this(index, string.getBytes(UTF_8));
        }

        private Name(int index, byte[] bytes) {
            this(index, bytes, tail(bytes));
        }

        private static long tail(byte[] bytes) {
            long tail = 0;
            for (int i = 1; i <= Long.BYTES; i++) {
                tail = tail << Byte.SIZE | (i <= bytes.length ? bytes[bytes.length - i] & 0xffL : 0);
            }
            return tail;
        }
    }

    /** Returns the names in order; the array is used up. */
    static Name[] longestTailFirst(Name[] names) {
        Name[] sorted = names;
        Name[] spare = new Name[names.length];
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            if (sortByDigit(sorted, spare, shift)) {
                Name[] swapped = sorted;
                sorted = spare;
                spare = swapped;
            }
        }
        int from = 0;
        for (int to = 1; to <= sorted.length; to++) {
            if (to == sorted.length || sorted[to].tail != sorted[from].tail) {
                if (to - from > 1) {
                    Arrays.sort(sorted, from, to, (a, b) -> compareTails(b.bytes, a.bytes));
                }
                from = to;
            }
        }
        return sorted;
    }

    /** Moves the names to {@code out}, those with the largest digit first; tells whether that was needed. */
    private static boolean sortByDigit(Name[] in, Name[] out, int shift) {
        int[] starts = new int[DIGITS];
        for (Name name : in) {
            starts[digit(name, shift)]++;
        }
        int start = 0;
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            int count = starts[digit];
            if (count == in.length) {
                return false;
            }
            starts[digit] = start;
            start += count;
        }
        for (Name name : in) {
            out[starts[digit(name, shift)]++] = name;
        }
        return true;
    }

    private static int digit(Name name, int shift) {
        return (int) (name.tail >>> shift) & (DIGITS - 1);
    }

    private static int compareTails(byte[] a, byte[] b) {
        int common = Math.min(a.length, b.length);
        for (int i = 1; i <= common; i++) {
            int order = Byte.compareUnsigned(a[a.length - i], b[b.length - i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
