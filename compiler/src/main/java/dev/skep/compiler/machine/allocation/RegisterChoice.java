package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import java.util.List;
import java.util.Optional;

/** Compares the registers for one interval. Arrays have one element per register, r0 to r9. */
final class RegisterChoice {
    private static final int COUNT = 10;

    /** From r6 on, calls change nothing. */
    private static final int FIRST_KEPT = 6;

    /** r0 comes behind its like: left alone it may have what the function returns long before the end. */
    private static final int[] PREFERRED = {1, 2, 3, 4, 5, 0, 6, 7, 8, 9};

    private final Clobbers clobbers;
    private final Hints hints;
    private final Recipes recipes;
    private final Pieces pieces;

    RegisterChoice(Clobbers clobbers, Hints hints, Recipes recipes, Pieces pieces) {
        this.clobbers = clobbers;
        this.hints = hints;
        this.recipes = recipes;
        this.pieces = pieces;
    }

    /** Returns up to where each register could hold the interval. */
    int[] freeUntil(Interval current, List<Interval> active, List<Interval> inactive) {
        var free = new int[COUNT];
        for (var number = 0; number < COUNT; number++) free[number] = conflict(Register.of(number), current);
        for (var holder : active) lower(free, holder, current.start());
        for (var holder : inactive) lower(free, holder, holder.intersection(current));
        return free;
    }

    /** Returns when each register is missed next if the interval takes it now. */
    int[] nextUses(Interval current, List<Interval> active, List<Interval> inactive) {
        var uses = new int[COUNT];
        for (var number = 0; number < COUNT; number++) uses[number] = conflict(Register.of(number), current);
        for (var holder : active) lower(uses, holder, nextUse(holder, current.start()));
        for (var holder : inactive)
            if (holder.intersection(current) != Interval.NEVER) lower(uses, holder, nextUse(holder, current.start()));
        return uses;
    }

    /** Returns the first point at which the register is taken by an operation while the interval lives. */
    int conflict(Register register, Interval interval) {
        return clobbers.conflict(register, interval);
    }

    /**
     * Returns a register that is free: all the way if there is one, among those one that saves copies, else the one that is not free much
     * longer. One that is free for a part only must be so up to the first need.
     */
    Optional<Register> free(Interval current, int[] free) {
        var votes = votes(current);
        var best = 1;
        for (var number : PREFERRED) if (isBetter(number, best, current.end(), free, votes)) best = number;
        var enough = free[best] >= current.end();
        var useful = current.nextNeed(current.start()) < free[best] && Points.gapAt(free[best]) > current.start();
        return enough || useful ? Optional.of(Register.of(best)) : Optional.empty();
    }

    private static boolean isBetter(int number, int best, int end, int[] free, int[] votes) {
        var enough = free[number] >= end;
        if (enough != free[best] >= end) return enough;
        if (!enough && free[number] != free[best]) return free[number] > free[best];
        if (votes[number] != votes[best]) return votes[number] > votes[best];
        return free[number] < free[best];
    }

    /** Returns the register that is missed last. */
    Register leastMissed(int[] uses) {
        var best = 0;
        for (var number = 1; number < COUNT; number++) if (uses[number] > uses[best]) best = number;
        return Register.of(best);
    }

    /** What can be made again is missed half as soon. */
    private int nextUse(Interval holder, int point) {
        var use = holder.nextUse(point);
        var remade = use != Interval.NEVER && recipes.of(holder.value()).isPresent();
        return remade ? (int) Math.min(Interval.NEVER, use + (long) (use - point)) : use;
    }

    private static void lower(int[] points, Interval holder, int point) {
        var register = holder.register().orElseThrow(() -> new IllegalStateException(holder + " holds no register"));
        points[register.number()] = Math.min(points[register.number()], point);
    }

    /** Returns whether the piece has no register yet, and will get one that calls leave alone. */
    private boolean waitsForSafety(Interval piece) {
        return piece.register().isEmpty() && conflict(Register.R1, piece) != Interval.NEVER;
    }

    /** How much copying each register would save. */
    private int[] votes(Interval current) {
        var votes = new int[Register.values().length];
        for (var hint : hints.of(current.value())) {
            if (hint.point() < current.start() - 1 || hint.point() > current.end()) continue;
            hint.register(pieces).ifPresent(register -> votes[register.number()] += 2 * hint.weight());
            hint.partner(pieces).filter(this::waitsForSafety).ifPresent(partner -> {
                for (var number = FIRST_KEPT; number < COUNT; number++) votes[number] += hint.weight();
            });
        }
        hints.destiny(current.value()).ifPresent(register -> votes[register.number()]++);
        return votes;
    }
}
