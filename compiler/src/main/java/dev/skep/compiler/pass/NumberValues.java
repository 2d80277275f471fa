package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.graph.Dominance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes the same thing once: an op without effects gives way to an equal one in a block that dominates it. An integer that leads to an
 * address or a call gives way within its block only, and a pointer that a variable moves never.
 */
public final class NumberValues implements FunctionPass {
    private static final OpKeys KEYS = new OpKeys();

    @Override
    public String name() {
        return "number-values";
    }

    @Override
    public Function run(Function function) {
        return new Run(function).numbered();
    }

    /** One function, walked down its dominator tree; what a subtree has found is forgotten behind it. */
    private static final class Run {
        private final Function function;
        private final Dominance dominance;
        private final AddressScalars addresses;
        private final Substitution substitution = new Substitution();
        private final Map<OpKeys.Key, Found> found = new HashMap<>();
        private final Map<BlockLabel, List<Op>> bodies = new HashMap<>();

        /** An op that others may give way to. */
        private record Found(Op.Producing op, BlockLabel block) {}

        /** What a key stood for before. */
        private record Shadowed(OpKeys.Key key, @Nullable Found before) {}

        /** A block on the way down, and what to restore when the walk leaves it. */
        private record Step(Deque<Block> children, List<Shadowed> shadowed) {}

        Run(Function function) {
            this.function = function;
            dominance = Dominance.of(function);
            addresses = AddressScalars.of(function);
        }

        Function numbered() {
            Deque<Step> path = new ArrayDeque<>();
            path.push(enter(function.entry()));
            while (!path.isEmpty()) {
                var step = path.element();
                var child = step.children().poll();
                if (child != null) path.push(enter(child));
                else path.pop().shadowed().forEach(this::restore);
            }
            return function.withBlocks(substitution.apply(function.blocks().stream()
                    .map(block -> block.withOps(bodies.getOrDefault(block.label(), block.ops())))
                    .toList()));
        }

        private Step enter(Block block) {
            List<Shadowed> shadowed = new ArrayList<>();
            List<Op> body = new ArrayList<>();
            for (var op : block.ops()) {
                var mapped = substitution.of(op);
                if (!(mapped instanceof Op.Producing producing) || !givesWay(producing, block, shadowed))
                    body.add(mapped);
            }
            bodies.put(block.label(), body);
            return new Step(new ArrayDeque<>(dominance.children(block.label())), shadowed);
        }

        private boolean givesWay(Op.Producing op, Block block, List<Shadowed> shadowed) {
            var key = op.accept(KEYS).orElse(null);
            if (key == null) return false;
            var equal = found.get(key);
            if (equal != null && (equal.block().equals(block.label()) || !isBounded(op))) {
                substitution.replace(op.result(), equal.op().result());
                return true;
            }
            shadowed.add(new Shadowed(key, equal));
            found.put(key, new Found(op, block.label()));
            return false;
        }

        private boolean isBounded(Op.Producing op) {
            return !(op instanceof Op.Leaf) && addresses.contains(op.result());
        }

        private void restore(Shadowed shadowed) {
            if (shadowed.before() == null) found.remove(shadowed.key());
            else found.put(shadowed.key(), shadowed.before());
        }
    }
}
