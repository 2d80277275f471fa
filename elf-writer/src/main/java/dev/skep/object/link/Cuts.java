package dev.skep.object.link;

import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parts of a section that are left out, and where the others go. */
final class Cuts {
    /** Nothing is left out. */
    static final Cuts NONE = new Cuts(new TreeMap<>());

    /** Start to end of each part. */
    private final NavigableMap<Long, Long> ranges;

    private final NavigableMap<Long, Long> lost = new TreeMap<>();

    private Cuts(NavigableMap<Long, Long> ranges) {
        this.ranges = ranges;
        long sum = 0;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            sum += range.getValue() - range.getKey();
            lost.put(range.getValue(), sum);
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
        return ranges.isEmpty() ? NONE : new Cuts(ranges);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether this byte is left out. */
    boolean has(long offset) {
        var range = ranges.floorEntry(offset);
        return range != null && offset < range.getValue();
    }

    /** How many bytes before this one are left out. */
    long before(long offset) {
        var end = lost.floorEntry(offset);
        return end == null ? 0 : end.getValue();
    }

    /** How many bytes are left out in all. */
    long total() {
        var last = lost.lastEntry();
        return last == null ? 0 : last.getValue();
    }

    /** The bytes that are left. */
    byte[] apply(byte[] bytes) {
        if (isEmpty()) {
            return bytes;
        }
        var left = new byte[Math.toIntExact(bytes.length - total())];
        int from = 0;
        int to = 0;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            int length = Math.toIntExact(range.getKey()) - from;
            System.arraycopy(bytes, from, left, to, length);
            from = Math.toIntExact(range.getValue());
            to += length;
        }
        System.arraycopy(bytes, from, left, to, bytes.length - from);
        return left;
    }
}
