package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which registers hold a value where. */
final class Occupancy {
    private static final List<Register> ALLOCATABLE =
            Arrays.stream(Register.values()).filter(r -> r != Register.R10).toList();

    private final long[][] ranges = new long[ALLOCATABLE.size()][];

    Occupancy(Iterable<Interval> pieces) {
        var lists = new ArrayList<List<Long>>();
        for (var i = 0; i < ranges.length; i++) lists.add(new ArrayList<>());
        for (var piece : pieces) {
            piece.register()
                    .ifPresent(register -> piece.ranges(
                            (from, to) -> lists.get(register.number()).add(pack(from, to))));
        }
        for (var i = 0; i < ranges.length; i++)
            ranges[i] =
                    lists.get(i).stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** Returns the registers that hold no value at either point. */
    List<Register> idleAt(int before, int after) {
        return ALLOCATABLE.stream()
                .filter(r -> !holds(r, before) && !holds(r, after))
                .toList();
    }

    private boolean holds(Register register, int point) {
        var held = ranges[register.number()];
        var place = Arrays.binarySearch(held, pack(point, Integer.MAX_VALUE));
        var last = -place - 2;
        return last >= 0 && (int) held[last] > point;
    }

    private static long pack(int from, int to) {
        return (long) from << Integer.SIZE | to;
    }
}
