package dev.skep.btf;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Who refers to whom in a graph, both ways: types and references counted from 0, those of a type one after the other. */
final class References {
    /** A reference to {@code void}. */
    static final int VOID = -1;

    private final int[] start;
    private final int[] targets;
    private final int[] owners;
    private final int[] toStart;
    private final int[] to;

    /** References of which those of each type start where the first array says, and lead to where the second does. */
    References(int[] start, int[] targets) {
        this.start = start;
        this.targets = targets;
        owners = new int[count()];
        toStart = new int[start.length];
        for (int type = 0; type < start.length - 1; type++) {
            Arrays.fill(owners, start[type], start[type + 1], type);
        }
        for (int reference = 0; reference < count(); reference++) {
            if (targets[reference] != VOID) {
                toStart[targets[reference] + 1]++;
            }
        }
        for (int type = 1; type < toStart.length; type++) {
            toStart[type] += toStart[type - 1];
        }
        to = new int[toStart[toStart.length - 1]];
        var next = toStart.clone();
        for (int reference = 0; reference < count(); reference++) {
            if (targets[reference] != VOID) {
                to[next[targets[reference]]++] = reference;
            }
        }
    }

    /** How many references there are. */
    int count() {
        return start[start.length - 1];
    }

    /** The first reference of a type. */
    int start(int type) {
        return start[type];
    }

    /** The reference after the last of a type. */
    int end(int type) {
        return start[type + 1];
    }

    /** The type that a reference is in. */
    int owner(int reference) {
        return owners[reference];
    }

    /** The type that a reference leads to, or {@link #VOID}. */
    int target(int reference) {
        return targets[reference];
    }

    /** Hands over each reference that leads to a type. */
    void forEachTo(int type, IntConsumer reference) {
        for (int i = toStart[type]; i < toStart[type + 1]; i++) {
            reference.accept(to[i]);
        }
    }
}
