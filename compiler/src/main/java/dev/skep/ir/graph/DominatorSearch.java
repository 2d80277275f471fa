package dev.skep.ir.graph;

import dev.skep.ir.Target;
import java.util.Arrays;
import java.util.List;

/** Lengauer and Tarjan's search for immediate dominators; blocks are numbered in the order a depth-first walk first meets them. */
final class DominatorSearch {
    private static final int NONE = -1;

    private final ControlFlow flow;
    private final int[] numbers;
    private final int[] places;
    private final int[] parent;
    private final int[] semidominator;
    private final int[] ancestor;
    private final int[] best;
    private final int[] path;
    private int met;

    DominatorSearch(ControlFlow flow) {
        this.flow = flow;
        var size = flow.reversePostorder().size();
        numbers = new int[size];
        places = new int[size];
        parent = new int[size];
        semidominator = new int[size];
        ancestor = new int[size];
        best = new int[size];
        path = new int[size];
        Arrays.fill(numbers, NONE);
        walk();
        Arrays.fill(ancestor, NONE);
        for (var i = 0; i < size; i++) {
            semidominator[i] = i;
            best[i] = i;
        }
    }

    /** Returns the numbers of the blocks, by their places in the order of the control flow. */
    int[] numbers() {
        return numbers;
    }

    /** Returns the place of the block of a number in the order of the control flow. */
    int place(int number) {
        return places[number];
    }

    /** Returns for each number but the entry's that of the immediate dominator. */
    int[] immediateDominators() {
        var size = places.length;
        var dominator = new int[size];
        var bucket = new int[size];
        var nextInBucket = new int[size];
        Arrays.fill(bucket, NONE);
        for (var w = size - 1; w > 0; w--) {
            var block = flow.reversePostorder().get(places[w]);
            for (var edge : flow.incoming(block.label()))
                semidominator[w] = Math.min(
                        semidominator[w],
                        semidominator[evaluate(numbers[flow.place(edge.from().label())])]);
            nextInBucket[w] = bucket[semidominator[w]];
            bucket[semidominator[w]] = w;
            ancestor[w] = parent[w];
            for (var v = bucket[parent[w]]; v != NONE; v = nextInBucket[v]) {
                var u = evaluate(v);
                dominator[v] = semidominator[u] < semidominator[v] ? u : parent[w];
            }
            bucket[parent[w]] = NONE;
        }
        for (var w = 1; w < size; w++) if (dominator[w] != semidominator[w]) dominator[w] = dominator[dominator[w]];
        return dominator;
    }

    private void walk() {
        var walked = new int[places.length];
        var depth = 0;
        path[0] = meet(0, NONE);
        while (depth >= 0) {
            var top = path[depth];
            var targets = targets(top);
            if (walked[top] == targets.size()) {
                depth--;
                continue;
            }
            var target = flow.place(targets.get(walked[top]++).label());
            if (numbers[target] == NONE) path[++depth] = meet(target, top);
        }
    }

    private List<Target> targets(int number) {
        return flow.reversePostorder().get(places[number]).terminator().targets();
    }

    private int meet(int place, int from) {
        numbers[place] = met;
        places[met] = place;
        parent[met] = from;
        return met++;
    }

    /** Returns the block of least semidominator on the forest path above {@code v}, and shortens that path. */
    private int evaluate(int v) {
        if (ancestor[v] == NONE) return v;
        var depth = 0;
        for (var step = v; ancestor[ancestor[step]] != NONE; step = ancestor[step]) path[depth++] = step;
        while (depth > 0) {
            var step = path[--depth];
            var above = ancestor[step];
            if (semidominator[best[above]] < semidominator[best[step]]) best[step] = best[above];
            ancestor[step] = ancestor[above];
        }
        return best[v];
    }
}
