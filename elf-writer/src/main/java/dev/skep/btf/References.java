package dev.skep.btf;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Who refers to whom in a graph, both ways, types counted from 0. */
final class References {
    /** A reference to {@code void}. */
    static final int VOID = -1;

    private final int[] start;
    private final int[] targets;
    private final int[] userStart;
    private final int[] users;

    private References(int[] start, int[] targets, int[] userStart, int[] users) {
        this.start = start;
        this.targets = targets;
        this.userStart = userStart;
        this.users = users;
    }

    static References of(BtfGraph graph) {
        int size = graph.size();
        var start = new int[size + 1];
        var targets = new int[Math.max(2 * size, 1)];
        int count = 0;
        for (int type = 0; type < size; type++) {
            for (BtfId reference : graph.types().get(type).references()) {
                if (count == targets.length) {
                    targets = Arrays.copyOf(targets, 2 * count);
                }
                targets[count++] = reference.value() - 1;
            }
            start[type + 1] = count;
        }
        var userStart = new int[size + 1];
        for (int i = 0; i < count; i++) {
            if (targets[i] != VOID) {
                userStart[targets[i] + 1]++;
            }
        }
        Arrays.parallelPrefix(userStart, Integer::sum);
        var users = new int[userStart[size]];
        var next = userStart.clone();
        for (int type = 0; type < size; type++) {
            for (int i = start[type]; i < start[type + 1]; i++) {
                if (targets[i] != VOID) {
                    users[next[targets[i]]++] = type;
                }
            }
        }
        return new References(start, targets, userStart, users);
    }

    int types() {
        return start.length - 1;
    }

    /** What a type refers to, in order; {@link #VOID} included. */
    IntStream from(int type) {
        return Arrays.stream(targets, start[type], start[type + 1]);
    }

    /** Hands over each type that refers to this one, as often as it does. */
    void forEachUser(int type, IntConsumer user) {
        for (int i = userStart[type]; i < userStart[type + 1]; i++) {
            user.accept(users[i]);
        }
    }
}
