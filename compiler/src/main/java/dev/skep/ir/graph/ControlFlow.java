package dev.skep.ir.graph;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which block leads where in one function. What the entry does not reach takes no part in it. */
public final class ControlFlow {
    private final Map<BlockLabel, Block> blocks = new HashMap<>();
    private final Map<BlockLabel, List<Edge>> incoming = new LinkedHashMap<>();
    private final List<Block> order;

    /**
     * One way from block to block; two edges of a terminator may lead to the same block.
     *
     * @param index of the target among those of the terminator
     * @param target where it leads and what it carries
     */
    public record Edge(Block from, int index, Target target) {}

    private ControlFlow(Function function) {
        for (var block : function.blocks()) blocks.put(block.label(), block);
        order = reversePostorder(function.entry());
        for (var block : order) incoming.put(block.label(), new ArrayList<>());
        for (var block : order) {
            var targets = block.terminator().targets();
            for (var i = 0; i < targets.size(); i++)
                edgesInto(targets.get(i).label()).add(new Edge(block, i, targets.get(i)));
        }
    }

    /** Returns the control flow of {@code function}, whose edges all lead to its own blocks. */
    public static ControlFlow of(Function function) {
        return new ControlFlow(function);
    }

    /** Returns the blocks the entry reaches, each before those it leads to unless a loop leads back. */
    public List<Block> reversePostorder() {
        return order;
    }

    /** Returns whether the entry reaches the block. */
    public boolean reaches(BlockLabel label) {
        return incoming.containsKey(label);
    }

    /** Returns the block of that label. */
    public Block block(BlockLabel label) {
        var block = blocks.get(label);
        if (block == null) throw new IllegalArgumentException("there is no block " + label);
        return block;
    }

    /** Returns the edges that lead to a reached block. */
    public List<Edge> incoming(BlockLabel label) {
        return Collections.unmodifiableList(edgesInto(label));
    }

    private List<Edge> edgesInto(BlockLabel label) {
        var edges = incoming.get(label);
        if (edges == null) throw new IllegalArgumentException("block " + label + " is not reached");
        return edges;
    }

    private List<Block> reversePostorder(Block entry) {
        Deque<Block> path = new ArrayDeque<>();
        Map<BlockLabel, Iterator<Target>> open = new HashMap<>();
        List<Block> postorder = new ArrayList<>();
        path.push(entry);
        open.put(entry.label(), entry.terminator().targets().iterator());
        while (!path.isEmpty()) {
            var block = path.element();
            var targets = open.getOrDefault(block.label(), Collections.emptyIterator());
            if (targets.hasNext()) {
                var next = block(targets.next().label());
                if (open.putIfAbsent(next.label(), next.terminator().targets().iterator()) == null) path.push(next);
            } else {
                postorder.add(path.pop());
            }
        }
        Collections.reverse(postorder);
        return List.copyOf(postorder);
    }
}
