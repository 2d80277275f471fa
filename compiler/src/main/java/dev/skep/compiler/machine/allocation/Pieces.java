package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The pieces of each value's life, in order: where the value is at each point. */
final class Pieces {
    private final List<List<Interval>> pieces = new ArrayList<>();

    Pieces(int registers) {
        for (var i = 0; i < registers; i++) pieces.add(new ArrayList<>(1));
    }

    /** Adds a piece that starts after those it was cut from. */
    void add(Interval piece) {
        var list = pieces.get(piece.value().number());
        list.add(startingBy(list, piece.start()) + 1, piece);
    }

    /** Returns the pieces of the value, ascending. */
    List<Interval> of(VirtualRegister value) {
        return pieces.get(value.number());
    }

    /** Returns whether the value lives anywhere. */
    boolean exists(VirtualRegister value) {
        return !of(value).isEmpty();
    }

    /** Returns the piece that the value is in at {@code point} of its life. */
    Interval at(VirtualRegister value, int point) {
        var list = of(value);
        return list.get(Math.max(0, startingBy(list, point)));
    }

    /** Returns the register of the value at {@code point}; empty when it has none there, or not yet. */
    Optional<Register> registerAt(VirtualRegister value, int point) {
        return exists(value) ? at(value, point).register() : Optional.empty();
    }

    /** Returns every piece. */
    List<Interval> all() {
        return pieces.stream().flatMap(List::stream).toList();
    }

    /** Returns every piece but the first of each value, by start. */
    List<Interval> splits() {
        return pieces.stream()
                .flatMap(list -> list.stream().skip(1))
                .sorted(Comparator.comparingInt(Interval::start))
                .toList();
    }

    /** Returns the place of the last piece that starts no later than {@code point}; -1 if none does. */
    private static int startingBy(List<Interval> list, int point) {
        var low = 0;
        var high = list.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (list.get(middle).start() <= point) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }
}
