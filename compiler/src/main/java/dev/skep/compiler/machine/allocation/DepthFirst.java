package dev.skep.compiler.machine.allocation;

import java.util.Arrays;

/** One depth-first walk from block 0: when each block was met and when it was left. */
final class DepthFirst {
    private final int[] met;
    private final int[] left;
    private final int[] enter;
    private final int[] leave;
    private final int[] scratch;

    private DepthFirst(int size) {
        met = new int[size];
        left = new int[size];
        enter = new int[size];
        leave = new int[size];
        scratch = new int[size];
        Arrays.fill(enter, -1);
    }

    static DepthFirst of(Graph graph) {
        var walk = new DepthFirst(graph.size());
        walk.walk(graph.outgoing());
        return walk;
    }

    /** Walks along edges that leave a loop before those that stay, later edges before earlier ones. */
    static DepthFirst leavingLoopsFirst(Graph graph, Loops loops) {
        var ordered = new int[graph.size()][];
        for (var from = 0; from < ordered.length; from++) {
            var edges = graph.successors(from);
            var next = 0;
            ordered[from] = new int[edges.length];
            for (var i = edges.length - 1; i >= 0; i--)
                if (loops.leaves(from, edges[i])) ordered[from][next++] = edges[i];
            for (var i = edges.length - 1; i >= 0; i--)
                if (!loops.leaves(from, edges[i])) ordered[from][next++] = edges[i];
        }
        var walk = new DepthFirst(graph.size());
        walk.walk(ordered);
        return walk;
    }

    /** Returns the block that was met as number {@code index}. */
    int met(int index) {
        return met[index];
    }

    /** Returns whether {@code above} was open when {@code below} was met, or is the same. */
    boolean isAncestor(int above, int below) {
        return enter[above] <= enter[below] && leave[below] <= leave[above];
    }

    int[] reversePostorder() {
        var order = new int[left.length];
        for (var i = 0; i < order.length; i++) order[i] = left[order.length - 1 - i];
        return order;
    }

    /** Returns an array with room for every block. */
    int[] scratch() {
        return scratch;
    }

    private void walk(int[][] edges) {
        var next = new int[edges.length];
        var path = scratch;
        var depth = 0;
        var metCount = 0;
        var leftCount = 0;
        var clock = 0;
        met[metCount++] = 0;
        enter[0] = clock++;
        while (depth >= 0) {
            var top = path[depth];
            if (next[top] == edges[top].length) {
                leave[top] = clock++;
                left[leftCount++] = top;
                depth--;
                continue;
            }
            var to = edges[top][next[top]++];
            if (enter[to] >= 0) continue;
            enter[to] = clock++;
            met[metCount++] = to;
            path[++depth] = to;
        }
        if (metCount < edges.length)
            throw new IllegalStateException((edges.length - metCount) + " blocks are not reached from the entry");
    }
}
