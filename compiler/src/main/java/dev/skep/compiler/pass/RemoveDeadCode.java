package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        private final Map<Value, List<Value>> needs = new HashMap<>();
        private final Set<Value> live = new HashSet<>();
        private final Deque<Value> work = new ArrayDeque<>();
        private final Map<BlockLabel, List<Value>> parameters = new HashMap<>();

        Liveness(Function function) {
            this.function = function;
            for (var block : function.blocks()) parameters.put(block.label(), block.parameters());
        }

        List<Block> live() {
            for (var block : function.blocks()) {
                block.ops().forEach(this::collect);
                block.terminator().operands().forEach(this::mark);
                block.terminator().targets().forEach(this::collect);
            }
            while (!work.isEmpty()) needs.getOrDefault(work.pop(), List.of()).forEach(this::mark);
            return function.blocks().stream().map(this::live).toList();
        }

        private void collect(Op op) {
            if (isDroppable(op) && op instanceof Op.Producing producing) needs.put(producing.result(), op.operands());
            else op.operands().forEach(this::mark);
        }

        private void collect(Target target) {
            var receivers = parameters.getOrDefault(target.label(), List.of());
            for (var i = 0; i < receivers.size(); i++)
                needs.computeIfAbsent(receivers.get(i), p -> new ArrayList<>())
                        .add(target.arguments().get(i));
        }

        private void mark(Value value) {
            if (live.add(value)) work.push(value);
        }

        private static boolean isDroppable(Op op) {
            return op.effect() != Op.Effect.WRITES;
        }

        private Block live(Block block) {
            var kept = block.parameters().stream().filter(live::contains).toList();
            var ops = block.ops().stream().filter(this::isLive).toList();
            var end = block.terminator().mapTargets(this::live);
            return new Block(block.label(), kept, ops, end);
        }

        private boolean isLive(Op op) {
            return !isDroppable(op) || !(op instanceof Op.Producing producing) || live.contains(producing.result());
        }

        private Target live(Target target) {
            var receivers = parameters.getOrDefault(target.label(), List.of());
            List<Value> kept = new ArrayList<>();
            for (var i = 0; i < receivers.size(); i++)
                if (live.contains(receivers.get(i))) kept.add(target.arguments().get(i));
            return new Target(target.label(), kept);
        }
    }
}
