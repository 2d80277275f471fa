package dev.skep.ir.graph;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which block lies on every path to which other one. The tree is found by the algorithm of Lengauer and Tarjan with path compression,
 * so that long chains of blocks cost n log n steps.
 */
public final class Dominance {
    private final ControlFlow flow;
    private final int[] numbers;
    private final List<List<Block>> children = new ArrayList<>();
    private final int[] enter;
    private final int[] leave;

    private Dominance(ControlFlow flow) {
        this.flow = flow;
        var search = new DominatorSearch(flow);
        numbers = search.numbers();
        var size = numbers.length;
        var dominators = search.immediateDominators();
        var next = new int[size];
        var first = new int[size];
        for (var i = size - 1; i > 0; i--) {
            next[i] = first[dominators[i]];
            first[dominators[i]] = i;
        }
        var order = flow.reversePostorder();
        for (var i = 0; i < size; i++) {
            List<Block> below = new ArrayList<>();
            for (var child = first[i]; child != 0; child = next[child]) below.add(order.get(search.place(child)));
            children.add(Collections.unmodifiableList(below));
        }
        enter = new int[size];
        leave = new int[size];
        numberTree(first, next);
    }

    /** Returns the dominance among the blocks the entry of a function reaches. */
    public static Dominance of(Function function) {
        return function.find(Dominance.class, f -> new Dominance(ControlFlow.of(f)));
    }

    /** Returns whether every path to {@code below} goes through {@code above}; a block dominates itself. */
    public boolean dominates(BlockLabel above, BlockLabel below) {
        var a = number(above);
        var b = number(below);
        return enter[a] <= enter[b] && leave[b] <= leave[a];
    }

    /** Returns the blocks whose immediate dominator is {@code label}. */
    public List<Block> children(BlockLabel label) {
        return children.get(number(label));
    }

    private int number(BlockLabel label) {
        return numbers[flow.place(label)];
    }

    /** Numbers the tree so that a subtree is an interval. */
    private void numberTree(int[] first, int[] next) {
        var clock = 0;
        var rest = first.clone();
        var path = new int[rest.length];
        var depth = 0;
        enter[0] = clock++;
        while (depth >= 0) {
            var top = path[depth];
            var child = rest[top];
            if (child != 0) {
                rest[top] = next[child];
                enter[child] = clock++;
                path[++depth] = child;
            } else {
                leave[top] = clock++;
                depth--;
            }
        }
    }
}
