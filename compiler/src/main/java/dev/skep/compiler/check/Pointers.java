package dev.skep.compiler.check;

import dev.skep.asm.Condition;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pointers of a function that may be null: which of them are the same, where they are used, which edges say that they are not null. */
final class Pointers {
    private final ControlFlow flow;
    private final Map<Value, Value> roots = new HashMap<>();
    private final Map<Value, BlockLabel> homes = new HashMap<>();
    private final Map<Value, Map<BlockLabel, List<Op>>> uses = new HashMap<>();
    private final Map<Value, Set<BlockLabel>> usedAtEnd = new HashMap<>();
    private final Set<Value> nulls = new HashSet<>();

    Pointers(Function function) {
        flow = ControlFlow.of(function);
        function.parameters()
                .forEach(parameter ->
                        homes.put(parameter.value(), function.entry().label()));
        for (var block : flow.reversePostorder()) {
            block.parameters().forEach(parameter -> homes.put(parameter, block.label()));
            block.ops().forEach(op -> define(op, block));
        }
        for (var block : flow.reversePostorder()) collectUses(block);
    }

    /** Returns the pointer that {@code op} gives another type without a claim about null; null where it is no such op. */
    static @Nullable Value sameAs(Op op) {
        if (!(op instanceof Op.Reinterpret made) || !(made.value().type() instanceof ValueType.Pointer)) return null;
        return Origins.mayBeNull(made.result()) ? made.value() : null;
    }

    private void define(Op op, Block block) {
        if (!(op instanceof Op.Producing producing)) return;
        homes.put(producing.result(), block.label());
        var same = sameAs(op);
        if (same != null) roots.put(producing.result(), root(same));
        if (op instanceof Op.Constant constant && constant.value() == 0) nulls.add(constant.result());
    }

    private void collectUses(Block block) {
        for (var op : block.ops())
            for (var operand : op.operands())
                if (Origins.mayBeNull(operand))
                    uses.computeIfAbsent(root(operand), v -> new HashMap<>())
                            .computeIfAbsent(block.label(), l -> new ArrayList<>())
                            .add(op);
        block.terminator().operands().forEach(value -> usedAtEnd(value, block));
        for (var target : block.terminator().targets()) target.arguments().forEach(value -> usedAtEnd(value, block));
    }

    private void usedAtEnd(Value value, Block block) {
        if (Origins.mayBeNull(value))
            usedAtEnd.computeIfAbsent(root(value), v -> new HashSet<>()).add(block.label());
    }

    /** Returns the pointer that {@code value} is another view of; itself mostly. */
    Value root(Value value) {
        return roots.getOrDefault(value, value);
    }

    /** Returns the block that defines a pointer. */
    Block home(Value root) {
        var label = homes.get(root);
        if (label == null) throw new IllegalArgumentException("value " + root + " is not defined");
        return flow.block(label);
    }

    Block block(BlockLabel label) {
        return flow.block(label);
    }

    /** Returns the ops of a block that use a pointer, in order. */
    List<Op> uses(Value root, BlockLabel label) {
        return uses.getOrDefault(root, Map.of()).getOrDefault(label, List.of());
    }

    /** Returns the blocks that a pointer must survive to, because it is used in them or behind them. */
    Set<BlockLabel> neededIn(Value root) {
        Set<BlockLabel> needed = new HashSet<>();
        Deque<BlockLabel> work =
                new ArrayDeque<>(uses.getOrDefault(root, Map.of()).keySet());
        work.addAll(usedAtEnd.getOrDefault(root, Set.of()));
        var home = home(root).label();
        while (!work.isEmpty()) {
            var label = work.pop();
            if (label.equals(home) || !needed.add(label)) continue;
            for (var edge : flow.incoming(label)) work.push(edge.from().label());
        }
        return needed;
    }

    /** Returns the index of the edge on which the end of a block proves that a pointer is not null; −1 where it says nothing. */
    int provingEdge(Value root, Terminator end) {
        if (!(end instanceof Terminator.Branch branch)) return -1;
        var asksLeft = root(branch.left()).equals(root) && nulls.contains(branch.right());
        var asksRight = root(branch.right()).equals(root) && nulls.contains(branch.left());
        if (!asksLeft && !asksRight) return -1;
        if (branch.condition() == Condition.NE) return 0;
        return branch.condition() == Condition.EQ ? 1 : -1;
    }
}
