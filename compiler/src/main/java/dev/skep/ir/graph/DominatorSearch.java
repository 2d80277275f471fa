package dev.skep.ir.graph;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Lengauer and Tarjan's search for immediate dominators; blocks are numbered in the order a depth-first walk first meets them. */
final class DominatorSearch {
    private static final int NONE = -1;

    private final ControlFlow flow;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<BlockLabel, Integer> numbers = new HashMap<>();
    private final int[] parent;
    private final int[] semidominator;
    private final int[] ancestor;
    private final int[] best;
    private final int[] path;

    DominatorSearch(ControlFlow flow) {
        this.flow = flow;
        var size = flow.reversePostorder().size();
        parent = new int[size];
        semidominator = new int[size];
        ancestor = new int[size];
        best = new int[size];
        path = new int[size];
        walk(flow.reversePostorder().get(0));
        Arrays.fill(ancestor, NONE);
        for (var i = 0; i < size; i++) {
            semidominator[i] = i;
            best[i] = i;
        }
    }

    /** Returns the blocks by number. */
    List<Block> blocks() {
        return blocks;
    }

    /** Returns for each number but the entry's that of the immediate dominator. */
    int[] immediateDominators() {
        var dominator = new int[blocks.size()];
        List<List<Integer>> bucket = new ArrayList<>();
        for (var i = 0; i < blocks.size(); i++) bucket.add(new ArrayList<>());
        for (var w = blocks.size() - 1; w > 0; w--) {
            for (var edge : flow.incoming(blocks.get(w).label()))
                semidominator[w] = Math.min(semidominator[w], semidominator[evaluate(number(edge.from()))]);
            bucket.get(semidominator[w]).add(w);
            ancestor[w] = parent[w];
            for (int v : bucket.get(parent[w])) {
                var u = evaluate(v);
                dominator[v] = semidominator[u] < semidominator[v] ? u : parent[w];
            }
            bucket.get(parent[w]).clear();
        }
        for (var w = 1; w < blocks.size(); w++)
            if (dominator[w] != semidominator[w]) dominator[w] = dominator[dominator[w]];
        return dominator;
    }

    private void walk(Block entry) {
        List<Iterator<Target>> targets = new ArrayList<>();
        var depth = 0;
        path[0] = meet(entry, NONE);
        while (depth >= 0) {
            var top = path[depth];
            if (top == targets.size())
                targets.add(blocks.get(top).terminator().targets().iterator());
            if (!targets.get(top).hasNext()) {
                depth--;
                continue;
            }
            var target = flow.block(targets.get(top).next().label());
            if (!numbers.containsKey(target.label())) path[++depth] = meet(target, top);
        }
    }

    private int meet(Block block, int from) {
        var number = blocks.size();
        numbers.put(block.label(), number);
        blocks.add(block);
        parent[number] = from;
        return number;
    }

    private int number(Block block) {
        var number = numbers.get(block.label());
        if (number == null) throw new IllegalStateException("block " + block.label() + " was not met");
        return number;
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
