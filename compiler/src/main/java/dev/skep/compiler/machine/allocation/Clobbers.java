package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import java.util.Arrays;

/** Where operations take registers for themselves: from the gap before to the result, nothing else can live there. */
final class Clobbers {
    private final int[][] gaps = new int[Register.values().length][];

    private Clobbers(IntList[] lists) {
        for (var i = 0; i < lists.length; i++) gaps[i] = lists[i].toArray();
    }

    static Clobbers of(Flow flow) {
        var lists = new IntList[Register.values().length];
        for (var i = 0; i < lists.length; i++) lists[i] = new IntList();
        for (var index = 0; index < flow.size(); index++) {
            var instructions = flow.block(index).instructions();
            for (var i = 0; i < instructions.size(); i++) {
                var mask = instructions.get(i).clobbers().mask();
                for (var left = mask; left != 0; left &= left - 1)
                    lists[Integer.numberOfTrailingZeros(left)].add(flow.point(index, i));
            }
        }
        return new Clobbers(lists);
    }

    /** Returns the first point at which the interval lives and the register is taken; {@link Interval#NEVER} if there is none. */
    int conflict(Register register, Interval interval) {
        var taken = gaps[register.number()];
        for (var point = interval.start(); point < interval.end(); ) {
            var next = firstEndingAfter(taken, point);
            if (next == taken.length) return Interval.NEVER;
            var covered = interval.nextCovered(Math.max(point, taken[next]));
            if (covered < taken[next] + Points.AFTER) return covered;
            point = covered;
        }
        return Interval.NEVER;
    }

    private static int firstEndingAfter(int[] taken, int point) {
        var place = Arrays.binarySearch(taken, point - Points.AFTER + 1);
        return place >= 0 ? place : -place - 1;
    }
}
