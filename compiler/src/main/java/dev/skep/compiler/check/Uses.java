package dev.skep.compiler.check;

import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.NumberedMap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where values are defined and used; a pointer counts for all views of it. */
final class Uses {
    private final ControlFlow flow;
    private final Pointers pointers;
    private final NumberedMap<Value, BlockLabel> homes = new NumberedMap<>();
    private final NumberedMap<Value, Set<BlockLabel>> used = new NumberedMap<>();
    private final NumberedMap<Value, Set<BlockLabel>> needed = new NumberedMap<>();

    Uses(Function function, ControlFlow flow, Pointers pointers) {
        this.flow = flow;
        this.pointers = pointers;
        function.parameters()
                .forEach(parameter ->
                        homes.put(parameter.value(), function.entry().label()));
        for (var block : flow.reversePostorder()) {
            var label = block.label();
            for (var parameter : block.parameters()) homes.put(parameter, label);
            for (var op : block.ops()) {
                if (op instanceof Op.Producing producing) homes.put(producing.result(), label);
                use(op.operands(), label, op instanceof Op.Compare);
            }
            var end = block.terminator();
            use(end.operands(), label, end instanceof Terminator.Branch);
            for (var target : end.targets()) use(target.arguments(), label, false);
        }
    }

    /** Comparing with the constant null needs no value. */
    private void use(List<Value> values, BlockLabel label, boolean compared) {
        for (var value : values)
            if (!compared || !pointers.isConstant(value))
                used.computeIfAbsent(pointers.root(value), LinkedHashSet::new).add(label);
    }

    /** Returns whether anything uses a value. */
    boolean isUsed(Value root) {
        return used.containsKey(root);
    }

    private BlockLabel home(Value root) {
        var label = homes.get(root);
        if (label == null) throw new IllegalArgumentException("value " + root + " is not defined");
        return label;
    }

    /** Returns the blocks at whose start a value lives, because it is used in them or behind them. */
    Set<BlockLabel> neededIn(Value root) {
        return needed.computeIfAbsent(root, () -> findNeed(root));
    }

    private Set<BlockLabel> findNeed(Value root) {
        Set<BlockLabel> found = new HashSet<>();
        Deque<BlockLabel> work = new ArrayDeque<>(used.getOrDefault(root, Set.of()));
        var home = home(root);
        while (!work.isEmpty()) {
            var label = work.pop();
            if (label.equals(home) || !found.add(label)) continue;
            for (var edge : flow.incoming(label)) work.push(edge.from().label());
        }
        return found;
    }
}
