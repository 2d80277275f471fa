package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Edges past blocks that only hand on what they are given: {@code end(x): jump next(x)}. Such an edge carries arguments already, so that
 * carrying others costs it nothing. A jump to where the function only returns is a return.
 */
final class Carriers {
    private final Map<BlockLabel, Block> carriers = new HashMap<>();
    private final Map<BlockLabel, Block> returns = new HashMap<>();

    private Carriers(Function function) {
        for (var block : function.blocks()) {
            if (!block.ops().isEmpty()) continue;
            if (block.terminator().targets().isEmpty()) returns.put(block.label(), block);
            if (!block.parameters().isEmpty() && block.terminator() instanceof Terminator.Jump)
                carriers.put(block.label(), block);
        }
        if (!carriers.isEmpty()) dropThoseReadElsewhere(function);
    }

    /** Returns the function with every edge to such a block leading where that block leads. */
    static Function bypassed(Function function) {
        var carriers = new Carriers(function);
        if (carriers.carriers.isEmpty() && carriers.returns.isEmpty()) return function;
        return function.withBlocks(function.blocks().stream()
                .map(block ->
                        block.withTerminator(carriers.end(block.terminator().mapTargets(carriers::farthest))))
                .toList());
    }

    /** A parameter that blocks further on read as well has to stay a parameter. */
    private void dropThoseReadElsewhere(Function function) {
        Map<Value, BlockLabel> owners = new HashMap<>();
        for (var block : carriers.values())
            for (var parameter : block.parameters()) owners.put(parameter, block.label());
        for (var block : function.blocks()) {
            for (var op : block.ops()) drop(op.operands(), block.label(), owners);
            drop(block.terminator().operands(), block.label(), owners);
            for (var target : block.terminator().targets()) drop(target.arguments(), block.label(), owners);
        }
    }

    private void drop(List<Value> read, BlockLabel reader, Map<Value, BlockLabel> owners) {
        for (var value : read) {
            var owner = owners.get(value);
            if (owner != null && !owner.equals(reader)) carriers.remove(owner);
        }
    }

    private Terminator end(Terminator end) {
        if (!(end instanceof Terminator.Jump jump)) return end;
        var last = returns.get(jump.target().label());
        return last == null ? end : given(last, jump.target());
    }

    private Target farthest(Target start) {
        Set<BlockLabel> passed = new HashSet<>();
        var target = start;
        for (var next = carriers.get(target.label());
                next != null && passed.add(next.label());
                next = carriers.get(target.label())) target = through(next, target);
        return target;
    }

    private static Target through(Block carrier, Target edge) {
        return given(carrier, edge).targets().get(0);
    }

    /** Returns how the block ends when it is entered by the edge. */
    private static Terminator given(Block block, Target edge) {
        Map<Value, Value> given = new HashMap<>();
        for (var i = 0; i < block.parameters().size(); i++)
            given.put(block.parameters().get(i), edge.arguments().get(i));
        return block.terminator().map(value -> given.getOrDefault(value, value));
    }
}
