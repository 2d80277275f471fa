package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A loop that is entered by its head only.
 *
 * @param head the block that all edges into it and all edges round it lead to
 * @param blocks all its blocks, in an order in which each comes after those that dominate it
 * @param entries the edges into it
 * @param backs the edges round it
 */
record NaturalLoop(
        Block head, Map<BlockLabel, Block> blocks, List<ControlFlow.Edge> entries, List<ControlFlow.Edge> backs) {
    /** Returns the loops of a function, each before those that it is in. */
    static List<NaturalLoop> of(ControlFlow flow, Dominance dominance) {
        List<NaturalLoop> loops = new ArrayList<>();
        if (!hasLoops(flow)) return loops;
        var order = flow.reversePostorder();
        for (var i = order.size() - 1; i > 0; i--) {
            var head = order.get(i);
            List<ControlFlow.Edge> entries = new ArrayList<>();
            List<ControlFlow.Edge> backs = new ArrayList<>();
            for (var edge : flow.incoming(head.label()))
                (dominance.dominates(head.label(), edge.from().label()) ? backs : entries).add(edge);
            if (!backs.isEmpty()) loops.add(new NaturalLoop(head, blocks(head, backs, flow), entries, backs));
        }
        return loops;
    }

    /** Most functions have none, and need not be looked at. */
    static boolean hasLoops(ControlFlow flow) {
        Set<BlockLabel> seen = new HashSet<>();
        for (var block : flow.reversePostorder()) {
            seen.add(block.label());
            for (var target : block.terminator().targets()) if (seen.contains(target.label())) return true;
        }
        return false;
    }

    private static Map<BlockLabel, Block> blocks(Block head, List<ControlFlow.Edge> backs, ControlFlow flow) {
        Set<BlockLabel> inside = new HashSet<>(Set.of(head.label()));
        List<Block> work = new ArrayList<>();
        for (var back : backs) work.add(back.from());
        while (!work.isEmpty()) {
            var block = work.remove(work.size() - 1);
            if (inside.add(block.label())) flow.incoming(block.label()).forEach(edge -> work.add(edge.from()));
        }
        Map<BlockLabel, Block> blocks = new LinkedHashMap<>();
        for (var block : flow.reversePostorder()) if (inside.contains(block.label())) blocks.put(block.label(), block);
        return blocks;
    }

    /** Returns a loop for each edge round it: those that share their head are left by edges of their own. */
    Stream<NaturalLoop> apart(ControlFlow flow) {
        return backs.stream()
                .map(back -> new NaturalLoop(head, blocks(head, List.of(back), flow), entries, List.of(back)));
    }

    boolean contains(BlockLabel label) {
        return blocks.containsKey(label);
    }

    /** Returns what its blocks define. */
    Set<Value> defined() {
        Set<Value> defined = new HashSet<>();
        for (var block : blocks.values()) {
            defined.addAll(block.parameters());
            for (var op : block.ops()) if (op instanceof Op.Producing producing) defined.add(producing.result());
        }
        return defined;
    }

    /**
     * Returns the function with ops that are done before the loop is entered, where one edge leads into it: at the end of the block that only
     * leads there, or in a new one.
     */
    Function withOpsBefore(Function function, List<Op> ops, Fresh fresh) {
        var entry = entries.get(0);
        var from = entry.from();
        var line = from.terminator().location();
        var isNew = !(from.terminator() instanceof Terminator.Jump);
        var label = isNew ? fresh.block("before") : from.label();
        List<Block> changed = new ArrayList<>();
        for (var block : function.blocks()) {
            if (!block.label().equals(from.label())) {
                changed.add(block);
            } else if (isNew) {
                List<Target> targets = new ArrayList<>(block.terminator().targets());
                targets.set(entry.index(), new Target(label, List.of()));
                changed.add(block.withTerminator(block.terminator().withTargets(targets)));
                changed.add(new Block(label, List.of(), ops, new Terminator.Jump(entry.target(), line)));
            } else {
                List<Op> all = new ArrayList<>(block.ops());
                all.addAll(ops);
                changed.add(block.withOps(all));
            }
        }
        return function.withBlocks(changed);
    }
}
