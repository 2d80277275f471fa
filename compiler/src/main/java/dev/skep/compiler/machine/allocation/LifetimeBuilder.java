package dev.skep.compiler.machine.allocation;

import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.Arrays;
import java.util.Optional;

/** The life of one value while it is built, from its end to its start. */
final class LifetimeBuilder {
    private final IntList froms = new IntList();
    private final IntList tos = new IntList();
    private final IntList needs = new IntList();
    private final IntList wants = new IntList();

    /** The value lives in all of {@code [from, to)}, which starts no later than anything known so far. */
    void extend(int from, int to) {
        var last = froms.size() - 1;
        if (last >= 0 && froms.get(last) <= to) {
            froms.set(last, Math.min(from, froms.get(last)));
            tos.set(last, Math.max(to, tos.get(last)));
        } else {
            froms.add(from);
            tos.add(to);
        }
    }

    /** Returns whether anybody reads the value, as far as is known. */
    boolean isAlive() {
        return froms.size() > 0;
    }

    /** The value is born at {@code point}; one that nobody reads dies within the operation. */
    void defineAt(int point) {
        if (froms.size() == 0) extend(point, Points.gapAt(point) + Points.STEP);
        else froms.set(froms.size() - 1, point);
    }

    /** A register is needed at {@code point}, which is no later than any known so far. */
    void need(int point) {
        if (needs.size() == 0 || needs.last() != point) needs.add(point);
    }

    /** Having a register at {@code point} is better than not. */
    void want(int point) {
        wants.add(point);
    }

    /** Returns whether a register is needed anywhere in {@code [from, to)}. */
    boolean isNeededWithin(int from, int to) {
        var low = 0;
        var high = needs.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (needs.get(middle) >= to) low = middle + 1;
            else high = middle;
        }
        return low < needs.size() && needs.get(low) >= from;
    }

    /** Returns the life; empty when the value was never met. */
    Optional<Interval> build(VirtualRegister value) {
        if (froms.size() == 0) return Optional.empty();
        return Optional.of(new Interval(value, froms.reversed(), tos.reversed(), uses()));
    }

    private Interval.Uses uses() {
        var wanted = wants.toArray();
        Arrays.sort(wanted);
        var points = new int[needs.size() + wanted.length];
        var needed = new boolean[points.length];
        var want = 0;
        var need = needs.size() - 1;
        for (var i = 0; i < points.length; i++) {
            needed[i] = want == wanted.length || (need >= 0 && needs.get(need) <= wanted[want]);
            points[i] = needed[i] ? needs.get(need--) : wanted[want++];
        }
        return new Interval.Uses(points, needed);
    }
}
