package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.MachineFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Walks over the intervals by their starts and gives each the register that is free longest, that saves a copy, or whose holder can best do
 * without. A piece that gets none waits for the next point that needs it; a new piece starts there, before the loops in between if it can.
 * What can as well be made again each time gets what is left in the end.
 */
final class LinearScan {
    private final Flow flow;
    private final Pieces pieces;
    private final RegisterChoice choice;
    private final PriorityQueue<Interval> unhandled = new PriorityQueue<>(Comparator.comparingInt(Interval::start)
            .thenComparingInt(i -> i.value().number()));
    private final List<Interval> active = new ArrayList<>();
    private final List<Interval> inactive = new ArrayList<>();

    private LinearScan(Flow flow, Pieces pieces, RegisterChoice choice) {
        this.flow = flow;
        this.pieces = pieces;
        this.choice = choice;
    }

    /** Returns where each value is at each point of its life. */
    static Pieces run(MachineFunction function, Flow flow, Recipes recipes) {
        var pieces = new Pieces(function.registers());
        var clobbers = Clobbers.of(flow);
        var choice = new RegisterChoice(clobbers, Hints.of(function, flow), recipes, pieces);
        var scan = new LinearScan(flow, pieces, choice);
        var last = new SpareRegisters(clobbers, pieces);
        for (var interval : Lifetimes.of(function, flow, Liveness.of(function, flow), recipes)) {
            if (recipes.of(interval.value()).isPresent() && last.suits(interval)) last.add(interval);
            else scan.enqueue(interval);
        }
        scan.run();
        last.give();
        return pieces;
    }

    private void run() {
        for (var current = unhandled.poll(); current != null; current = unhandled.poll()) {
            advance(current.start());
            if (!takeFree(current)) takeFromOther(current);
            if (current.register().isPresent()) active.add(current);
        }
    }

    private void enqueue(Interval piece) {
        pieces.add(piece);
        unhandled.add(piece);
    }

    private void advance(int point) {
        var living = new ArrayList<Interval>(active.size() + inactive.size());
        living.addAll(active);
        living.addAll(inactive);
        active.clear();
        inactive.clear();
        for (var holder : living) {
            if (holder.end() <= point) continue;
            if (holder.covers(point)) active.add(holder);
            else inactive.add(holder);
        }
    }

    private boolean takeFree(Interval current) {
        var free = choice.freeUntil(current, active, inactive);
        var chosen = choice.free(current, free);
        if (chosen.isEmpty()) return false;
        var end = free[chosen.get().number()];
        if (end < current.end()) cutBefore(current, end);
        current.assign(chosen.get());
        return true;
    }

    private void takeFromOther(Interval current) {
        var need = current.nextNeed(current.start());
        if (need == Interval.NEVER) return;
        var uses = choice.nextUses(current, active, inactive);
        var chosen = choice.leastMissed(uses);
        if (uses[chosen.number()] <= need) {
            waitForNeed(current);
            return;
        }
        evict(chosen, current);
        var taken = choice.conflict(chosen, current);
        if (taken < current.end()) cutBefore(current, taken);
        current.assign(chosen);
    }

    /** Ends the piece at {@code limit} or earlier, but after its last need before that; what follows is a new piece. */
    private void cutBefore(Interval piece, int limit) {
        var latest = Points.gapAt(limit);
        var earliest = Math.max(piece.start(), piece.lastNeed(latest));
        enqueue(piece.splitAt(flow.outsideLoops(earliest, latest)));
    }

    /** The piece has no register; where one is needed next a new piece starts. */
    private void waitForNeed(Interval piece) {
        var need = piece.nextNeed(piece.start());
        if (need == Interval.NEVER) return;
        var latest = Points.gapAt(need);
        if (latest <= piece.start()) throw new IllegalStateException("no register is left for " + piece);
        enqueue(piece.splitAt(flow.outsideLoops(piece.start(), latest)));
    }

    private void evict(Register register, Interval current) {
        var point = current.start();
        for (var holder : List.copyOf(active)) {
            if (!holder.isIn(register)) continue;
            active.remove(holder);
            waitForNeed(cutFrom(holder, point));
        }
        for (var holder : List.copyOf(inactive)) {
            if (!holder.isIn(register) || holder.intersection(current) == Interval.NEVER) continue;
            inactive.remove(holder);
            enqueue(holder.splitAt(holder.nextCovered(point)));
        }
    }

    /** Returns the part of the holder from {@code point} on, without a register. */
    private Interval cutFrom(Interval holder, int point) {
        if (holder.start() == point) {
            holder.unassign();
            return holder;
        }
        var rest = holder.splitAt(point);
        pieces.add(rest);
        return rest;
    }
}
