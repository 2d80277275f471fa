package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import dev.skep.ir.build.TrivialParameters;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Makes definitions dominate their uses again after values got further definitions: each use reads the definition that reaches it, by new
 * block parameters where several do.
 */
final class RepairSsa {
    private final Function function;
    private final Fresh fresh;
    private final ControlFlow flow;
    private final Map<Value, Map<BlockLabel, Value>> atEnd;
    private final Map<Spot, Value> atEntry = new HashMap<>();
    private final Map<BlockLabel, List<Value>> parameters = new HashMap<>();
    private final Map<BlockLabel, Map<Integer, List<Value>>> arguments = new HashMap<>();
    private final Queue<Pending> pending = new ArrayDeque<>();

    /** A value at the top of a block. */
    private record Spot(Value value, BlockLabel block) {}

    /** A new parameter of a block, whose arguments are still to be read. */
    private record Pending(Block block, Value value) {}

    /**
     * Prepares a function whose blocks are all reached.
     *
     * @param redefined for values with further definitions: what stands for them at the end of which blocks
     */
    RepairSsa(Function function, Map<Value, Map<BlockLabel, Value>> redefined, Fresh fresh) {
        this.function = function;
        this.fresh = fresh;
        this.flow = ControlFlow.of(function);
        this.atEnd = redefined;
        for (var block : function.blocks()) {
            block.parameters().forEach(parameter -> defined(block, parameter));
            for (var op : block.ops()) if (op instanceof Op.Producing producing) defined(block, producing.result());
        }
    }

    private void defined(Block block, Value value) {
        var ends = atEnd.get(value);
        if (ends != null) ends.put(block.label(), value);
    }

    Function repaired() {
        var read = function.blocks().stream().map(this::read).toList();
        for (var next = pending.poll(); next != null; next = pending.poll()) pass(next);
        var blocks = read.stream().map(this::extended).toList();
        return function.withBlocks(TrivialParameters.remove(blocks));
    }

    private Block read(Block block) {
        var ops = block.ops().stream()
                .map(op -> op.map(value -> read(value, block)))
                .toList();
        var end = block.terminator().map(value -> read(value, block));
        return new Block(block.label(), block.parameters(), ops, end);
    }

    private Value read(Value value, Block block) {
        var ends = atEnd.get(value);
        return ends == null || value.equals(ends.get(block.label())) ? value : atEntry(value, block);
    }

    private void pass(Pending next) {
        for (var edge : flow.incoming(next.block().label()))
            arguments
                    .computeIfAbsent(edge.from().label(), l -> new HashMap<>())
                    .computeIfAbsent(edge.index(), i -> new ArrayList<>())
                    .add(atEnd(next.value(), edge.from()));
    }

    private Value atEnd(Value value, Block block) {
        var name = nameAtEnd(value, block);
        return isSettled(name, block) ? name : atEntry(name, block);
    }

    /**
     * Returns what {@code value} is called at the end of a block. All stand-ins of a block are named at once, as arguments are: one that has a
     * stand-in there itself means what it was before.
     */
    private Value nameAtEnd(Value value, Block block) {
        var name = definition(value, block);
        return name == null ? value : name;
    }

    private @Nullable Value definition(Value value, Block block) {
        return atEnd.getOrDefault(value, Map.of()).get(block.label());
    }

    /** Returns whether nothing above the block can change what the name means: it has one definition, or one in the block. */
    private boolean isSettled(Value name, Block block) {
        return !atEnd.containsKey(name) || name.equals(definition(name, block));
    }

    /** Walks up to where the value is known; a block that several edges lead to gets a parameter for it. */
    private Value atEntry(Value value, Block start) {
        List<Spot> walked = new ArrayList<>();
        var name = value;
        var block = start;
        var found = atEntry.get(new Spot(name, block.label()));
        while (found == null) {
            walked.add(new Spot(name, block.label()));
            var incoming = flow.incoming(block.label());
            if (incoming.isEmpty())
                throw new IllegalStateException("value " + value + " does not reach block " + start.label());
            if (incoming.size() > 1) {
                found = parameter(name, block);
            } else {
                block = incoming.get(0).from();
                name = nameAtEnd(name, block);
                found = isSettled(name, block) ? name : atEntry.get(new Spot(name, block.label()));
            }
        }
        for (var spot : walked) atEntry.put(spot, found);
        return found;
    }

    private Value parameter(Value value, Block block) {
        var parameter = fresh.value(value.type());
        parameters.computeIfAbsent(block.label(), l -> new ArrayList<>()).add(parameter);
        pending.add(new Pending(block, value));
        return parameter;
    }

    private Block extended(Block block) {
        List<Value> all = new ArrayList<>(block.parameters());
        all.addAll(parameters.getOrDefault(block.label(), List.of()));
        var added = arguments.getOrDefault(block.label(), Map.of());
        if (added.isEmpty()) return new Block(block.label(), all, block.ops(), block.terminator());
        List<Target> targets = new ArrayList<>();
        for (var target : block.terminator().targets()) targets.add(extended(target, added.get(targets.size())));
        return new Block(block.label(), all, block.ops(), block.terminator().withTargets(targets));
    }

    private static Target extended(Target target, @Nullable List<Value> added) {
        if (added == null) return target;
        List<Value> all = new ArrayList<>(target.arguments());
        all.addAll(added);
        return new Target(target.label(), all);
    }
}
