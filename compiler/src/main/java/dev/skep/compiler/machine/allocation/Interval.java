package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.Optional;

/**
 * A piece of the life of a virtual register that stays in one place: half-open ranges of points, ascending, with holes between, and the
 * points at which it is read from or written to a register. Splitting cuts the end off into a new piece; the pieces share their arrays.
 */
final class Interval {
    static final int NEVER = Integer.MAX_VALUE;

    private final VirtualRegister value;
    private final int[] froms;
    private final int[] tos;
    private final Uses uses;
    private final int firstRange;
    private final int start;
    private int lastRange;
    private int end;
    private Optional<Register> register = Optional.empty();

    /** The points at which a value is used; where it is not needed in a register, having it in one is only better. */
    record Uses(int[] points, boolean[] needed) {
        int nextNeed(int point) {
            for (var use = from(point); use < points.length; use++) if (needed[use]) return points[use];
            return NEVER;
        }

        int lastNeed(int point) {
            for (var use = from(point) - 1; use >= 0; use--) if (needed[use]) return points[use];
            return -1;
        }

        int next(int point) {
            var use = from(point);
            return use < points.length ? points[use] : NEVER;
        }

        int from(int point) {
            var low = 0;
            var high = points.length;
            while (low < high) {
                var middle = (low + high) >>> 1;
                if (points[middle] < point) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }

    /** The whole life of {@code value}; range i goes from {@code froms[i]} to {@code tos[i]}. */
    Interval(VirtualRegister value, int[] froms, int[] tos, Uses uses) {
        this(value, froms, tos, uses, 0, froms[0]);
        lastRange = froms.length - 1;
        end = tos[lastRange];
    }

    private Interval(VirtualRegister value, int[] froms, int[] tos, Uses uses, int firstRange, int start) {
        this.value = value;
        this.froms = froms;
        this.tos = tos;
        this.uses = uses;
        this.firstRange = firstRange;
        this.start = start;
    }

    VirtualRegister value() {
        return value;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Returns its register; empty while it has none. */
    Optional<Register> register() {
        return register;
    }

    boolean isIn(Register asked) {
        return register.filter(r -> r == asked).isPresent();
    }

    void assign(Register given) {
        register = Optional.of(given);
    }

    void unassign() {
        register = Optional.empty();
    }

    boolean covers(int point) {
        return nextCovered(point) == point;
    }

    /** Returns the first point from {@code point} on that it covers; {@link #NEVER} if there is none. */
    int nextCovered(int point) {
        var range = rangeEndingAfter(point);
        return range <= lastRange ? Math.max(from(range), point) : NEVER;
    }

    /** Returns the first point that both cover; {@link #NEVER} if there is none. */
    int intersection(Interval other) {
        var mine = rangeEndingAfter(other.start);
        var its = other.rangeEndingAfter(start);
        while (mine <= lastRange && its <= other.lastRange) {
            var from = Math.max(from(mine), other.from(its));
            if (from < to(mine) && from < other.to(its)) return from;
            if (to(mine) <= other.to(its)) mine++;
            else its++;
        }
        return NEVER;
    }

    /** Returns the first point from {@code point} on at which a register is needed; {@link #NEVER} if there is none. */
    int nextNeed(int point) {
        return inside(uses.nextNeed(Math.max(point, start)));
    }

    /** Returns the last point before {@code point} at which a register is needed; -1 if there is none. */
    int lastNeed(int point) {
        return uses.lastNeed(point);
    }

    /** Returns the first point from {@code point} on at which a register is needed or wanted; {@link #NEVER} if there is none. */
    int nextUse(int point) {
        return inside(uses.next(Math.max(point, start)));
    }

    /** Hands every range to {@code visitor}, ascending. */
    void ranges(RangeVisitor visitor) {
        for (var range = firstRange; range <= lastRange; range++) visitor.range(from(range), to(range));
    }

    /** Takes the ranges of an interval. */
    interface RangeVisitor {
        void range(int from, int to);
    }

    /** Cuts off and returns what lies from {@code point} on, which is after the start and before the end. */
    Interval splitAt(int point) {
        if (point <= start || point >= end) throw new IllegalStateException(this + " cannot be split at " + point);
        var range = rangeEndingAfter(point);
        var inside = from(range) < point;
        var rest = new Interval(value, froms, tos, uses, range, inside ? point : from(range));
        rest.lastRange = lastRange;
        rest.end = end;
        lastRange = inside ? range : range - 1;
        end = inside ? point : tos[lastRange];
        return rest;
    }

    private int inside(int point) {
        return point < end ? point : NEVER;
    }

    private int from(int range) {
        return range == firstRange ? start : froms[range];
    }

    private int to(int range) {
        return range == lastRange ? end : tos[range];
    }

    /** Returns the first range that ends after {@code point}; one beyond the last if there is none. */
    private int rangeEndingAfter(int point) {
        if (point >= end) return lastRange + 1;
        var low = firstRange;
        var high = lastRange;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (tos[middle] <= point) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    @Override
    public String toString() {
        return value + " [" + start + ", " + end + ")"
                + register.map(r -> " in " + r).orElse("");
    }
}
