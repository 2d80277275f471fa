package dev.skep.compiler;

import dev.skep.compiler.pass.UnitRanges;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;

/** How far the functions of a unit move pointers, as far as that can be proved: for front ends that know how far they may. */
public final class Offsets {
    private final UnitRanges ranges;

    private Offsets(UnitRanges ranges) {
        this.ranges = ranges;
    }

    /** Finds out about a unit that has no recursion. */
    public static Offsets of(Unit unit) {
        return new Offsets(UnitRanges.of(unit));
    }

    /**
     * Returns whether no more than {@code most} bytes are added, and never a negative number, where a function computes {@code address} by
     * adding to a pointer; true where it never does.
     */
    public boolean areWithin(String function, Value address, long most) {
        var added = ranges.mostAdded(function, address);
        return added.isEmpty() || Long.compareUnsigned(added.getAsLong(), most) <= 0;
    }
}
