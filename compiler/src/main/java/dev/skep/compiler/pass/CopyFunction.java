package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A copy of a function's body with numbers that are free elsewhere, which goes on where it would return. */
final class CopyFunction {
    private final Fresh fresh;
    private final BlockLabel behind;
    private final Map<Value, Value> values = new HashMap<>();
    private final Map<BlockLabel, BlockLabel> labels = new HashMap<>();
    private final Map<StackSlot, StackSlot> slots = new HashMap<>();
    private final List<StackSlot> newSlots = new ArrayList<>();
    private final BlockLabel entry;
    private final List<Block> blocks = new ArrayList<>();

    /**
     * Copies {@code callee}.
     *
     * @param arguments what stands for its parameters
     * @param behind the block that takes its result as a parameter
     */
    CopyFunction(Function callee, List<Value> arguments, BlockLabel behind, Fresh fresh) {
        this.fresh = fresh;
        this.behind = behind;
        for (var i = 0; i < arguments.size(); i++)
            values.put(callee.parameters().get(i).value(), arguments.get(i));
        for (var slot : callee.slots()) {
            var copy = fresh.slot(slot);
            slots.put(slot, copy);
            newSlots.add(copy);
        }
        entry = label(callee.entry().label());
        callee.blocks().forEach(block -> blocks.add(copy(block)));
    }

    /** Returns the block to enter it by. */
    BlockLabel entry() {
        return entry;
    }

    List<Block> blocks() {
        return blocks;
    }

    List<StackSlot> slots() {
        return newSlots;
    }

    private BlockLabel label(BlockLabel label) {
        return labels.computeIfAbsent(label, l -> fresh.block(l.hint()));
    }

    private Value value(Value value) {
        return values.computeIfAbsent(value, v -> fresh.value(v.type()));
    }

    private Block copy(Block block) {
        var parameters = block.parameters().stream().map(this::value).toList();
        List<Op> ops = new ArrayList<>();
        for (var op : block.ops()) ops.add(copy(op));
        var end = block.terminator().map(this::value).accept(new Ends(ops));
        return new Block(label(block.label()), parameters, ops, end);
    }

    private Op copy(Op op) {
        if (op instanceof Op.StackAddress address)
            return new Op.StackAddress(
                    value(address.result()), slots.getOrDefault(address.slot(), address.slot()), address.location());
        var mapped = op.map(this::value);
        return mapped instanceof Op.Producing producing ? producing.withResult(value(producing.result())) : mapped;
    }

    /** How copied blocks end: where the original returns, the copy jumps on. */
    private final class Ends implements Terminator.Visitor<Terminator> {
        private final List<Op> ops;

        Ends(List<Op> ops) {
            this.ops = ops;
        }

        private Terminator relabelled(Terminator end) {
            return end.mapTargets(target -> new Target(label(target.label()), target.arguments()));
        }

        @Override
        public Terminator jump(Terminator.Jump end) {
            return relabelled(end);
        }

        @Override
        public Terminator branch(Terminator.Branch end) {
            return relabelled(end);
        }

        @Override
        public Terminator switch_(Terminator.Switch end) {
            return relabelled(end);
        }

        @Override
        public Terminator return_(Terminator.Return end) {
            return new Terminator.Jump(new Target(behind, List.of(end.value())), end.location());
        }

        /** The result of a call to a function without one is never looked at, and still has to be something. */
        @Override
        public Terminator returnVoid(Terminator.ReturnVoid end) {
            var nothing = new Op.Constant(fresh.value(ValueType.I64), 0, end.location());
            ops.add(nothing);
            return new Terminator.Jump(new Target(behind, List.of(nothing.result())), end.location());
        }
    }
}
