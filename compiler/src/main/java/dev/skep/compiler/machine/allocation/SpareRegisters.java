package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import java.util.ArrayList;
import java.util.List;

/**
 * Registers for values that are made anew for each call that takes them unless one is free all their life: copying them is shorter. They
 * come last, so that they take nothing from anybody.
 */
final class SpareRegisters {
    /** From r6 on, calls change nothing. */
    private static final int FIRST = 6;

    private static final int END = 10;

    /** More such values than that are made anew. */
    private static final int MOST = 64;

    private final Clobbers clobbers;
    private final Pieces pieces;
    private final List<Interval> waiting = new ArrayList<>();

    SpareRegisters(Clobbers clobbers, Pieces pieces) {
        this.clobbers = clobbers;
        this.pieces = pieces;
    }

    /** Returns whether a value that can be made again lives over calls and is nowhere needed in a register. */
    boolean suits(Interval interval) {
        return interval.nextNeed(interval.start()) == Interval.NEVER
                && clobbers.conflict(Register.R1, interval) != Interval.NEVER;
    }

    void add(Interval interval) {
        pieces.add(interval);
        waiting.add(interval);
    }

    /** Gives away what nobody else holds. */
    void give() {
        if (waiting.isEmpty()) return;
        List<List<Interval>> holders = new ArrayList<>();
        for (var number = 0; number < END; number++) holders.add(new ArrayList<>());
        for (var piece : pieces.all())
            piece.register()
                    .ifPresent(register -> holders.get(register.number()).add(piece));
        for (var interval : waiting.subList(0, Math.min(MOST, waiting.size())))
            for (var number = FIRST; number < END && interval.register().isEmpty(); number++) {
                var held = holders.get(number);
                if (held.stream().anyMatch(holder -> holder.intersection(interval) != Interval.NEVER)) continue;
                interval.assign(Register.of(number));
                held.add(interval);
            }
    }
}
