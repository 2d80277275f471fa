package dev.skep.object.link;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parts of a section that are left out, and where the others go. */
final class Cuts {
    /** Nothing is left out. */
    static final Cuts NONE = new Cuts(List.of());

    /** Where each part starts and ends, in order, and how much is left out up to there. */
    private final long[] starts;

    private final long[] ends;
    private final long[] sums;

    private Cuts(List<Map.Entry<Long, Long>> ranges) {
        starts = ranges.stream().mapToLong(Map.Entry::getKey).toArray();
        ends = ranges.stream().mapToLong(Map.Entry::getValue).toArray();
        sums = new long[starts.length + 1];
        for (int i = 0; i < starts.length; i++) {
            sums[i + 1] = sums[i] + ends[i] - starts[i];
        }
    }

    /** Leaves out these parts, start to end, which may overlap. */
    static Cuts of(SortedMap<Long, Long> parts) {
        NavigableMap<Long, Long> ranges = new TreeMap<>();
        for (Map.Entry<Long, Long> part : parts.entrySet()) {
            var before = ranges.lastEntry();
            if (before != null && before.getValue() >= part.getKey()) {
                ranges.put(before.getKey(), Math.max(before.getValue(), part.getValue()));
            } else {
                ranges.put(part.getKey(), part.getValue());
            }
        }
        return ranges.isEmpty() ? NONE : new Cuts(List.copyOf(ranges.entrySet()));
    }

    boolean isEmpty() {
        return starts.length == 0;
    }

    /** Whether this byte is left out. */
    boolean has(long offset) {
        int started = upTo(starts, offset);
        return started > 0 && offset < ends[started - 1];
    }

    /** How many bytes before this one are left out. */
    long before(long offset) {
        return sums[upTo(ends, offset)];
    }

    /** How many bytes are left out in all. */
    long total() {
        return sums[ends.length];
    }

    /** How many of these, which ascend, are not above a place. */
    private static int upTo(long[] places, long offset) {
        int found = Arrays.binarySearch(places, offset);
        return found < 0 ? -found - 1 : found + 1;
    }

    /** The bytes that are left. */
    byte[] apply(byte[] bytes) {
        if (isEmpty()) {
            return bytes;
        }
        var left = new byte[Math.toIntExact(bytes.length - total())];
        int from = 0;
        int to = 0;
        for (int i = 0; i < starts.length; i++) {
            int length = Math.toIntExact(starts[i]) - from;
            System.arraycopy(bytes, from, left, to, length);
            from = Math.toIntExact(ends[i]);
            to += length;
        }
        System.arraycopy(bytes, from, left, to, bytes.length - from);
        return left;
    }
}
