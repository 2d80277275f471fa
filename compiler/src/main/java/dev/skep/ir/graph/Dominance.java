package dev.skep.ir.graph;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which block lies on every path to which other one. The tree is found by the algorithm of Lengauer and Tarjan with path compression,
 * so that long chains of blocks cost n log n steps.
 */
public final class Dominance {
    private final List<Block> blocks;
    private final Map<BlockLabel, Integer> numbers = new HashMap<>();
    private final List<List<Block>> children = new ArrayList<>();
    private final int[] enter;
    private final int[] leave;

    private Dominance(ControlFlow flow) {
        var search = new DominatorSearch(flow);
        blocks = search.blocks();
        for (var block : blocks) {
            numbers.put(block.label(), numbers.size());
            children.add(new ArrayList<>());
        }
        var dominators = search.immediateDominators();
        for (var i = 1; i < dominators.length; i++) children.get(dominators[i]).add(blocks.get(i));
        enter = new int[blocks.size()];
        leave = new int[blocks.size()];
        numberTree();
    }

    /** Returns the dominance among the blocks the entry reaches. */
    public static Dominance of(ControlFlow flow) {
        return new Dominance(flow);
    }

    /** Returns whether every path to {@code below} goes through {@code above}; a block dominates itself. */
    public boolean dominates(BlockLabel above, BlockLabel below) {
        var a = number(above);
        var b = number(below);
        return enter[a] <= enter[b] && leave[b] <= leave[a];
    }

    /** Returns the blocks whose immediate dominator is {@code label}. */
    public List<Block> children(BlockLabel label) {
        return List.copyOf(children.get(number(label)));
    }

    private int number(BlockLabel label) {
        var number = numbers.get(label);
        if (number == null) throw new IllegalArgumentException("block " + label + " is not reached");
        return number;
    }

    /** Numbers the tree so that a subtree is an interval. */
    private void numberTree() {
        var clock = 0;
        var next = new int[blocks.size()];
        var path = new int[blocks.size()];
        var depth = 0;
        enter[0] = clock++;
        while (depth >= 0) {
            var top = path[depth];
            if (next[top] < children.get(top).size()) {
                var child = number(children.get(top).get(next[top]++).label());
                enter[child] = clock++;
                path[++depth] = child;
            } else {
                leave[top] = clock++;
                depth--;
            }
        }
    }
}
