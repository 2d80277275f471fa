package dev.skep.compiler.machine.allocation;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Which values each place is known to hold, at one point. Places and values are numbers; a place may hold several values that are the same.
 * Immutable sets, mutable whole.
 */
final class Contents {
    private static final int[] NOTHING = {};

    private final int[][] held;

    private Contents(int[][] held) {
        this.held = held;
    }

    static Contents empty(int places) {
        var held = new int[places][];
        Arrays.fill(held, NOTHING);
        return new Contents(held);
    }

    Contents copy() {
        return new Contents(held.clone());
    }

    boolean holds(int place, int value) {
        return Arrays.binarySearch(held[place], value) >= 0;
    }

    boolean isEmpty(int place) {
        return held[place].length == 0;
    }

    boolean hasPlace(int place) {
        return place >= 0 && place < held.length;
    }

    /** {@code to} holds what {@code from} holds. */
    void copy(int from, int to) {
        held[to] = held[from];
    }

    /** {@code place} holds {@code value} and nothing else. */
    void put(int place, int value) {
        held[place] = new int[] {value};
    }

    void clear(int place) {
        held[place] = NOTHING;
    }

    /** No place holds the value any more. */
    void forget(int value) {
        for (var place = 0; place < held.length; place++)
            if (holds(place, value))
                held[place] = Arrays.stream(held[place]).filter(v -> v != value).toArray();
    }

    /** Every place that holds one of {@code from} holds the value of {@code to} in the same position instead of what held that before. */
    void rename(int[] from, int[] to) {
        var before = held.clone();
        for (var value : to) forget(value);
        for (var place = 0; place < held.length; place++)
            for (var i = 0; i < from.length; i++)
                if (Arrays.binarySearch(before[place], from[i]) >= 0) add(place, to[i]);
    }

    private void add(int place, int value) {
        if (holds(place, value)) return;
        var more = Arrays.copyOf(held[place], held[place].length + 1);
        more[more.length - 1] = value;
        Arrays.sort(more);
        held[place] = more;
    }

    /** Keeps only what {@code other} knows, too; returns whether anything went. */
    boolean meet(Contents other) {
        var changed = false;
        for (var place = 0; place < held.length; place++) {
            if (held[place] == other.held[place]) continue;
            var both = Arrays.stream(held[place]).filter(other.holdsAt(place)).toArray();
            changed |= both.length < held[place].length;
            if (both.length < held[place].length) held[place] = both;
        }
        return changed;
    }

    private IntPredicate holdsAt(int place) {
        return value -> holds(place, value);
    }
}
