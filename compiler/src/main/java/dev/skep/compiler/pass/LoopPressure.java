package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the values of a loop have registers: where most are wanted at once, and over its calls. */
final class LoopPressure {
    /** r0 to r9. */
    private static final int REGISTERS = 10;

    /** r6 to r9, which calls leave alone. */
    private static final int KEPT = 4;

    private final Set<Value> made = new HashSet<>();
    private final Map<BlockLabel, Set<Value>> atEntry = new HashMap<>();
    private int most;
    private int mostOverCalls;

    private LoopPressure(Function function, NaturalLoop loop) {
        for (var block : function.blocks())
            for (var op : block.ops()) if (op instanceof Op.Leaf leaf) made.add(leaf.result());
        flow(function);
        for (var block : loop.blocks().values()) walk(block, true);
    }

    /** Returns whether none of the values in the loop of that head has to go to the stack. */
    static boolean fits(Function function, BlockLabel head) {
        var flow = ControlFlow.of(function);
        return NaturalLoop.of(flow, Dominance.of(function)).stream()
                .filter(loop -> loop.head().label().equals(head))
                .allMatch(loop -> new LoopPressure(function, loop).fits());
    }

    private boolean fits() {
        return most <= REGISTERS && mostOverCalls <= KEPT;
    }

    /** Finds what is wanted where blocks begin; leaves are made where they are wanted. */
    private void flow(Function function) {
        for (var changed = true; changed; ) {
            changed = false;
            for (var i = function.blocks().size() - 1; i >= 0; i--) {
                var block = function.blocks().get(i);
                var live = walk(block, false);
                if (!live.equals(atEntry.put(block.label(), live))) changed = true;
            }
        }
    }

    private Set<Value> walk(Block block, boolean counts) {
        Set<Value> live = new HashSet<>();
        for (var target : block.terminator().targets()) {
            live.addAll(atEntry.getOrDefault(target.label(), Set.of()));
            read(target.arguments(), live);
        }
        read(block.terminator().operands(), live);
        if (counts) count(live);
        for (var i = block.ops().size() - 1; i >= 0; i--) {
            var op = block.ops().get(i);
            if (op instanceof Op.Producing producing) live.remove(producing.result());
            if (counts && op instanceof Op.Call) mostOverCalls = Math.max(mostOverCalls, live.size());
            read(op.operands(), live);
            if (counts) count(live);
        }
        block.parameters().forEach(live::remove);
        return live;
    }

    private void read(List<Value> values, Set<Value> live) {
        for (var value : values) if (!made.contains(value)) live.add(value);
    }

    private void count(Set<Value> live) {
        most = Math.max(most, live.size());
    }
}
