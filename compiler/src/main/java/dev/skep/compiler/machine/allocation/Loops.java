package dev.skep.compiler.machine.allocation;

import java.util.Arrays;

/**
 * The loops of a graph (Tarjan 1974, as Havlak 1997 tells it): blocks are visited in reverse of the order a depth-first walk meets them;
 * each loop found is collapsed into its header. A cycle with a second way in counts as a loop of the blocks its header reaches it through.
 */
final class Loops {
    private static final int NONE = -1;

    private final Graph graph;
    private final DepthFirst walk;
    private final int[] header;
    private final boolean[] heads;
    private final int[] depth;
    private final int[] end;
    private final int[] collapsed;

    private Loops(Graph graph) {
        this.graph = graph;
        var size = graph.size();
        walk = DepthFirst.of(graph);
        header = new int[size];
        heads = new boolean[size];
        depth = new int[size];
        end = new int[size];
        collapsed = new int[size];
        Arrays.fill(header, NONE);
        for (var i = 0; i < size; i++) collapsed[i] = i;
        for (var i = size - 1; i >= 0; i--) findLoop(walk.met(i));
        for (var i = 0; i < size; i++) measure(walk.met(i));
    }

    static Loops of(Graph graph) {
        return new Loops(graph);
    }

    int depth(int block) {
        return depth[block];
    }

    boolean isHeader(int block) {
        return heads[block];
    }

    /** Returns the greatest number in the loop. */
    int end(int head) {
        return end[head];
    }

    /** Returns the header of the innermost loop around the block, the block itself if it is one; -1 outside of loops. */
    int headerOf(int block) {
        return heads[block] ? block : header[block];
    }

    /** Returns the header of the loop around the one of {@code head}; -1 if there is none. */
    int outer(int head) {
        return header[head];
    }

    /** Returns the blocks in reverse postorder of a walk that leaves loops first, so that the loops themselves stay contiguous. */
    int[] lineUp() {
        return DepthFirst.leavingLoopsFirst(graph, this).reversePostorder();
    }

    /** Returns whether an edge leaves the innermost loop around {@code from}. */
    boolean leaves(int from, int to) {
        var head = headerOf(from);
        if (head == NONE) return false;
        for (var around = headerOf(to); around != NONE; around = header[around]) if (around == head) return false;
        return true;
    }

    private void findLoop(int head) {
        var size = 0;
        var body = walk.scratch();
        for (var from : graph.predecessors(head)) {
            if (!walk.isAncestor(head, from)) continue;
            heads[head] = true;
            size = include(head, find(from), body, size);
        }
        for (var next = 0; next < size; next++)
            for (var from : graph.predecessors(body[next])) {
                var above = find(from);
                if (walk.isAncestor(head, above)) size = include(head, above, body, size);
            }
        for (var i = 0; i < size; i++) collapsed[body[i]] = head;
    }

    private int include(int head, int block, int[] body, int size) {
        if (block == head || header[block] != NONE) return size;
        header[block] = head;
        body[size] = block;
        return size + 1;
    }

    private int find(int block) {
        var root = block;
        while (collapsed[root] != root) root = collapsed[root];
        for (var step = block; step != root; ) {
            var next = collapsed[step];
            collapsed[step] = root;
            step = next;
        }
        return root;
    }

    /** Blocks come in the order they are met, headers before their loops. */
    private void measure(int block) {
        var around = header[block];
        depth[block] = (around == NONE ? 0 : depth[around]) + (heads[block] ? 1 : 0);
        end[block] = Math.max(end[block], block);
        for (var head = headerOf(block); head != NONE && end[head] < block; head = header[head]) end[head] = block;
    }
}
