package dev.skep.dsl;

import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is held where statements go now: records of ring buffers, sockets. The verifier wants each given back once on every path, so all
 * edges to a block must hold the same ones, and a return none.
 */
final class Reservations {
    private final Map<BlockLabel, List<Reservation>> atBlock = new HashMap<>();
    private List<Reservation> held = List.of();

    boolean holds(Reservation reservation) {
        return held.contains(reservation);
    }

    void hold(Reservation reservation) {
        var more = new ArrayList<>(held);
        more.add(reservation);
        held = List.copyOf(more);
    }

    void release(Reservation reservation) {
        held = without(held, reservation);
    }

    /** Says that {@code reservation} turns out not to exist on the one edge to {@code label}. */
    void absent(BlockLabel label, Reservation reservation) {
        atBlock.computeIfPresent(label, (l, records) -> without(records, reservation));
    }

    /** Takes what is held along an edge to {@code label}; throws when another edge brings something else. */
    void edge(BlockLabel label) {
        var other = atBlock.putIfAbsent(label, held);
        if (other == null || other.equals(held)) return;
        var differing = held.stream().filter(r -> !other.contains(r)).findFirst();
        var record = differing.orElseGet(() -> without(other, held).get(0));
        throw new IllegalStateException(record + " is held on one path to this point and released on another; call "
                + record.release() + " on each, or on none");
    }

    /** Goes on at {@code label} with what its edges brought. */
    void begin(BlockLabel label) {
        held = atBlock.getOrDefault(label, held);
    }

    /** Throws when something other than {@code own} is held here. */
    void requireNoneBut(@Nullable Reservation own) {
        for (var reservation : held) {
            if (reservation != own) {
                throw new IllegalStateException(
                        reservation + " is still held at this return; call " + reservation.release() + " before");
            }
        }
    }

    private static List<Reservation> without(List<Reservation> records, Reservation gone) {
        return without(records, List.of(gone));
    }

    private static List<Reservation> without(List<Reservation> records, List<Reservation> gone) {
        return records.stream().filter(r -> !gone.contains(r)).toList();
    }
}
