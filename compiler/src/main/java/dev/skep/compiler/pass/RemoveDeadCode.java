package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import dev.skep.ir.graph.NumberedMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drops what nothing needs: ops without effects whose results lead to no effect, block parameters, pieces of the frame. */
public final class RemoveDeadCode implements FunctionPass {
    @Override
    public String name() {
        return "remove-dead-code";
    }

    @Override
    public Function run(Function function) {
        var blocks = new Liveness(function).live();
        Set<Integer> used = new HashSet<>();
        for (var block : blocks)
            for (var op : block.ops())
                if (op instanceof Op.StackAddress address)
                    used.add(address.slot().id());
        var slots = function.slots().stream()
                .filter(slot -> used.contains(slot.id()))
                .toList();
        return function.withSlots(slots).withBlocks(blocks);
    }

    /** Which values lead to an effect. */
    private static final class Liveness {
        private final Function function;
        private final NumberedMap<Value, List<Value>> needs;
        private final NumberedMap<Value, Value> live;
        private final Deque<Value> work = new ArrayDeque<>();
        private final NumberedMap<BlockLabel, List<Value>> parameters;

        Liveness(Function function) {
            this.function = function;
            var size = InlineFunctions.size(function);
            needs = new NumberedMap<>(size);
            live = new NumberedMap<>(size);
            parameters = new NumberedMap<>(function.blocks().size());
            for (var block : function.blocks()) parameters.put(block.label(), block.parameters());
        }

        List<Block> live() {
            for (var block : function.blocks()) {
                for (var op : block.ops()) collect(op);
                mark(block.terminator().operands());
                for (var target : block.terminator().targets()) collect(target);
            }
            while (!work.isEmpty()) mark(needs.getOrDefault(work.pop(), List.of()));
            List<Block> kept = new ArrayList<>(function.blocks().size());
            for (var block : function.blocks()) kept.add(live(block));
            return kept;
        }

        private void collect(Op op) {
            if (isDroppable(op) && op instanceof Op.Producing producing) needs.put(producing.result(), op.operands());
            else mark(op.operands());
        }

        private void collect(Target target) {
            var receivers = parameters.getOrDefault(target.label(), List.of());
            for (var i = 0; i < receivers.size(); i++)
                needs.computeIfAbsent(receivers.get(i), ArrayList::new)
                        .add(target.arguments().get(i));
        }

        private void mark(List<Value> values) {
            for (var value : values) if (live.put(value, value)) work.push(value);
        }

        private static boolean isDroppable(Op op) {
            return op.effect() != Op.Effect.WRITES;
        }

        private Block live(Block block) {
            List<Value> kept = new ArrayList<>(block.parameters().size());
            for (var parameter : block.parameters()) if (live.containsKey(parameter)) kept.add(parameter);
            List<Op> ops = new ArrayList<>(block.ops().size());
            for (var op : block.ops()) if (isLive(op)) ops.add(op);
            var end = block.terminator().mapTargets(this::live);
            return block.with(kept, ops, end);
        }

        private boolean isLive(Op op) {
            return !isDroppable(op) || !(op instanceof Op.Producing producing) || live.containsKey(producing.result());
        }

        private Target live(Target target) {
            var receivers = parameters.getOrDefault(target.label(), List.of());
            if (receivers.isEmpty()) return target;
            List<Value> kept = new ArrayList<>(receivers.size());
            for (var i = 0; i < receivers.size(); i++)
                if (live.containsKey(receivers.get(i)))
                    kept.add(target.arguments().get(i));
            return kept.size() == target.arguments().size() ? target : new Target(target.label(), kept);
        }
    }
}
