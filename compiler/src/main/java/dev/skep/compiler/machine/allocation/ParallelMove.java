package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.allocation.AllocatedStep.Move;
import dev.skep.compiler.machine.allocation.Location.InRegister;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Moves that happen at once, put in an order that gives the same outcome: a move waits for those that read its destination. Where they wait
 * for each other in a circle, one value steps aside, into a spare register or else a word: pointers cannot be swapped by arithmetic.
 */
final class ParallelMove {
    private final Map<Location, Location> pending = new LinkedHashMap<>();
    private final Map<Location, Integer> readers = new HashMap<>();
    private final Deque<Location> ready = new ArrayDeque<>();
    private final List<AllocatedStep> steps = new ArrayList<>();
    private final Spares spares;
    private final Set<Location> taken;

    /** Places that hold nothing that is wanted. */
    interface Spares {
        /** Returns registers that hold nothing before and after the moves, unless they take part in them. */
        List<Register> registers();

        /** Returns a word for a value that steps aside. */
        Location aside();

        /** Returns another word, for a register that is borrowed. */
        Location borrowed();
    }

    private ParallelMove(Map<Location, Location> moves, Spares spares) {
        this.spares = spares;
        moves.forEach((to, from) -> {
            if (to.equals(from)) return;
            pending.put(to, from);
            readers.merge(from, 1, Integer::sum);
        });
        taken = Set.copyOf(moves.keySet());
        for (var to : pending.keySet()) if (!readers.containsKey(to)) makeReady(to);
    }

    /** Returns the steps for moves given from each destination to its source. */
    static List<AllocatedStep> order(Map<Location, Location> moves, Spares spares) {
        return moves.isEmpty() ? List.of() : new ParallelMove(moves, spares).order();
    }

    private List<AllocatedStep> order() {
        while (!pending.isEmpty()) {
            var to = ready.isEmpty() ? breakCircle() : ready.poll();
            var from = pending.remove(to);
            if (from == null) throw new IllegalStateException("nothing is moved to " + to);
            move(from, to);
            release(from);
        }
        return steps;
    }

    private void release(Location from) {
        if (readers.merge(from, -1, Integer::sum) > 0) return;
        readers.remove(from);
        if (pending.containsKey(from)) makeReady(from);
    }

    /** Words first: their moves may borrow a register that is written later. */
    private void makeReady(Location to) {
        if (isRegister(to)) ready.addLast(to);
        else ready.addFirst(to);
    }

    /** Every destination left is read by exactly one move: takes the value of one out of the way. */
    private Location breakCircle() {
        var blocked = pending.keySet().iterator().next();
        var aside = spareRegister().<Location>map(InRegister::new).orElseGet(spares::aside);
        move(blocked, aside);
        readers.remove(blocked);
        readers.put(aside, 1);
        pending.replaceAll((to, from) -> from.equals(blocked) ? aside : from);
        return blocked;
    }

    private void move(Location from, Location to) {
        if (isRegister(from) || isRegister(to) || from.equals(Location.Made.ZERO)) {
            steps.add(new Move(from, to));
            return;
        }
        var spare = spareRegister().or(this::unwrittenRegister);
        if (spare.isPresent()) {
            moveThrough(new InRegister(spare.get()), from, to);
            return;
        }
        var victim = new InRegister(Register.R0);
        steps.add(new Move(victim, spares.borrowed()));
        moveThrough(victim, from, to);
        steps.add(new Move(spares.borrowed(), victim));
    }

    private void moveThrough(InRegister register, Location from, Location to) {
        steps.add(new Move(from, register));
        steps.add(new Move(register, to));
    }

    /** Returns a register that holds nothing now. */
    private Optional<Register> spareRegister() {
        return spares.registers().stream()
                .filter(r -> !taken.contains(new InRegister(r)) && !readers.containsKey(new InRegister(r)))
                .findFirst();
    }

    /** Returns a register that is written later and that nobody reads any more. */
    private Optional<Register> unwrittenRegister() {
        return Arrays.stream(Register.values())
                .filter(r -> pending.containsKey(new InRegister(r)) && !readers.containsKey(new InRegister(r)))
                .findFirst();
    }

    private static boolean isRegister(Location location) {
        return location instanceof InRegister;
    }
}
