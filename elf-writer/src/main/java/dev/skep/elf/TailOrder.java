package dev.skep.elf;

import java.util.stream.IntStream;

/**
 * Sorts strings from their last byte to their first, so that a string comes right after the longer ones it is a tail of: by their last
 * eight bytes, of many strings digit by digit, and by comparison where those are equal.
 */
final class TailOrder {
    private static final int DIGITS = 1 << Byte.SIZE;

    /** So many are moved to their places one by one before the digits of all are counted. */
    private static final int FEW = 100;

    private final PackedStrings strings;
    private int[] order;
    private long[] tails;
    private int[] spareOrder = {};
    private long[] spareTails = {};

    private TailOrder(PackedStrings strings) {
        this.strings = strings;
        this.order = new int[strings.size()];
        this.tails = new long[order.length];
    }

    /** Returns the numbers of the strings in order. */
    static int[] longestTailFirst(PackedStrings strings) {
        var sorting = new TailOrder(strings);
        if (sorting.order.length <= FEW) {
            sorting.insertByTails();
        } else {
            sorting.sortByTails();
        }
        sorting.sortEqualTails();
        return sorting.order;
    }

    private void insertByTails() {
        for (int string = 0; string < order.length; string++) {
            long tail = strings.tail(string);
            int place = string;
            while (place > 0 && Long.compareUnsigned(tails[place - 1], tail) < 0) {
                order[place] = order[place - 1];
                tails[place] = tails[--place];
            }
            order[place] = string;
            tails[place] = tail;
        }
    }

    private void sortByTails() {
        spareOrder = new int[order.length];
        spareTails = new long[order.length];
        int[][] counts = new int[Long.BYTES][DIGITS];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            long tail = strings.tail(i);
            tails[i] = tail;
            for (int[] count : counts) {
                count[(int) tail & (DIGITS - 1)]++;
                tail >>>= Byte.SIZE;
            }
        }
        for (int digit = 0; digit < Long.BYTES; digit++) {
            sortByDigit(counts[digit], digit * Byte.SIZE);
        }
    }

    /** Moves those with the largest digit first; {@code counts} says how often each digit is there. */
    private void sortByDigit(int[] counts, int shift) {
        int[] starts = new int[DIGITS];
        int start = 0;
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            if (counts[digit] == order.length) {
                return;
            }
            starts[digit] = start;
            start += counts[digit];
        }
        int[] from = order;
        long[] keys = tails;
        int[] to = spareOrder;
        long[] toKeys = spareTails;
        for (int i = 0; i < from.length; i++) {
            int place = starts[(int) (keys[i] >>> shift) & (DIGITS - 1)]++;
            to[place] = from[i];
            toKeys[place] = keys[i];
        }
        order = to;
        tails = toKeys;
        spareOrder = from;
        spareTails = keys;
    }

    private void sortEqualTails() {
        int from = 0;
        for (int to = 1; to <= order.length; to++) {
            if (to == order.length || tails[to] != tails[from]) {
                if (to - from > 1) {
                    sortByComparison(from, to);
                }
                from = to;
            }
        }
    }

    private void sortByComparison(int from, int to) {
        int[] sorted = IntStream.range(from, to)
                .mapToObj(i -> order[i])
                .sorted((a, b) -> strings.compareTails(b, a))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, order, from, sorted.length);
    }
}
