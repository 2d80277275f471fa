package dev.skep.compiler.pass;

import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The integers that the verifier wants bounds of: those that move a pointer or reach a call. It knows bounds of the register that was
 * compared, so such a value computed behind a comparison must not be replaced by an equal one from before it.
 */
final class AddressScalars {
    private final Map<Value, List<Value>> sources = new HashMap<>();
    private final Map<BlockLabel, List<Value>> parameters = new HashMap<>();
    private final Set<Value> marked = new HashSet<>();
    private final Deque<Value> work = new ArrayDeque<>();

    AddressScalars(Function function) {
        for (var block : function.blocks()) parameters.put(block.label(), block.parameters());
        for (var block : function.blocks()) {
            block.ops().forEach(this::collect);
            block.terminator().targets().forEach(this::collect);
        }
        while (!work.isEmpty()) sources.getOrDefault(work.pop(), List.of()).forEach(this::mark);
    }

    boolean contains(Value value) {
        return marked.contains(value);
    }

    private void collect(Op op) {
        if (op instanceof Op.Call call) call.arguments().forEach(this::mark);
        if (op instanceof Op.Binary binary && binary.left().type() instanceof ValueType.Pointer) mark(binary.right());
        if (op.effect() == Op.Effect.NONE && op instanceof Op.Producing producing)
            sources.put(producing.result(), op.operands());
    }

    private void collect(Target target) {
        var receivers = parameters.getOrDefault(target.label(), List.of());
        for (var i = 0; i < receivers.size(); i++)
            sources.computeIfAbsent(receivers.get(i), p -> new ArrayList<>())
                    .add(target.arguments().get(i));
    }

    private void mark(Value value) {
        if (!(value.type() instanceof ValueType.Pointer) && marked.add(value)) work.push(value);
    }
}
