package dev.skep.ir.graph;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Which block leads where in one function. What the entry does not reach takes no part in it. */
public final class ControlFlow {
    private static final int NOT_REACHED = -1;

    private final NumberedMap<BlockLabel, Node> nodes;
    private final List<Block> order;

    /**
     * One way from block to block; two edges of a terminator may lead to the same block.
     *
     * @param index of the target among those of the terminator
     * @param target where it leads and what it carries
     */
    public record Edge(Block from, int index, Target target) {}

    /** A block, the edges into it, and its place in the order. */
    private static final class Node {
        private final Block block;
        private final List<Target> targets;
        private final List<Edge> incoming = new ArrayList<>(2);
        private final List<Edge> seenIncoming = Collections.unmodifiableList(incoming);
        private int walked;
        private int place = NOT_REACHED;

        Node(Block block) {
            this.block = block;
            targets = block.terminator().targets();
        }
    }

    private ControlFlow(Function function) {
        nodes = new NumberedMap<>(function.blocks().size());
        for (var block : function.blocks()) nodes.put(block.label(), new Node(block));
        order = reversePostorder(node(function.entry().label()));
        for (var i = 0; i < order.size(); i++) node(order.get(i).label()).place = i;
        for (var block : order) {
            var targets = node(block.label()).targets;
            for (var i = 0; i < targets.size(); i++)
                node(targets.get(i).label()).incoming.add(new Edge(block, i, targets.get(i)));
        }
    }

    /** Returns the control flow of {@code function}, whose edges all lead to its own blocks. */
    public static ControlFlow of(Function function) {
        return function.find(ControlFlow.class, ControlFlow::new);
    }

    /** Returns the blocks the entry reaches, each before those it leads to unless a loop leads back. */
    public List<Block> reversePostorder() {
        return order;
    }

    /** Returns whether the entry reaches the block. */
    public boolean reaches(BlockLabel label) {
        var node = nodes.get(label);
        return node != null && node.place != NOT_REACHED;
    }

    /** Returns the place of a reached block in the order. */
    public int place(BlockLabel label) {
        return reached(label).place;
    }

    /** Returns the block of that label. */
    public Block block(BlockLabel label) {
        return node(label).block;
    }

    /** Returns the edges that lead to a reached block. */
    public List<Edge> incoming(BlockLabel label) {
        return reached(label).seenIncoming;
    }

    private Node node(BlockLabel label) {
        var node = nodes.get(label);
        if (node == null) throw new IllegalArgumentException("there is no block " + label);
        return node;
    }

    private Node reached(BlockLabel label) {
        var node = nodes.get(label);
        if (node == null || node.place == NOT_REACHED)
            throw new IllegalArgumentException("block " + label + " is not reached");
        return node;
    }

    private List<Block> reversePostorder(Node entry) {
        var path = new Node[nodes.size()];
        var backwards = new Block[nodes.size()];
        var depth = 0;
        var done = backwards.length;
        path[0] = entry;
        entry.place = 0;
        while (depth >= 0) {
            var node = path[depth];
            if (node.walked == node.targets.size()) {
                backwards[--done] = node.block;
                depth--;
                continue;
            }
            var next = node(node.targets.get(node.walked++).label());
            if (next.place != NOT_REACHED) continue;
            next.place = 0;
            path[++depth] = next;
        }
        return List.of(Arrays.copyOfRange(backwards, done, backwards.length));
    }
}
