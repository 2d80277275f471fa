package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import dev.skep.ir.graph.NumberedMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The integers that the verifier wants bounds of: those that move a pointer or reach a call. It knows bounds of the register that was
 * compared, so such a value computed behind a comparison must not be replaced by an equal one from before it.
 */
final class AddressScalars {
    private final NumberedMap<Value, List<Value>> sources;
    private final NumberedMap<BlockLabel, List<Value>> parameters;
    private final NumberedMap<Value, Value> marked = new NumberedMap<>();
    private final Deque<Value> work = new ArrayDeque<>();

    private AddressScalars(Function function, List<NaturalLoop> loops) {
        sources = new NumberedMap<>(InlineFunctions.size(function));
        parameters = new NumberedMap<>(function.blocks().size());
        for (var block : function.blocks()) parameters.put(block.label(), block.parameters());
        for (var block : function.blocks()) {
            for (var op : block.ops()) collect(op);
            for (var target : block.terminator().targets()) collect(target);
        }
        for (var loop : loops) for (var block : loop.blocks().values()) collectEnd(block, loop);
        while (!work.isEmpty()) for (var source : sources.getOrDefault(work.pop(), List.of())) mark(source);
    }

    static AddressScalars of(Function function) {
        return function.find(AddressScalars.class, any -> new AddressScalars(any, List.of()));
    }

    /** Returns those and what decides whether a loop is left: without bounds of it the verifier sees no end of the loop. */
    static AddressScalars andBoundsOfLoops(Function function, ControlFlow flow, Dominance dominance) {
        var loops = NaturalLoop.of(flow, dominance).stream()
                .flatMap(loop -> loop.apart(flow))
                .toList();
        return loops.isEmpty() ? of(function) : new AddressScalars(function, loops);
    }

    boolean contains(Value value) {
        return marked.containsKey(value);
    }

    private void collect(Op op) {
        if (op instanceof Op.Call call) call.arguments().forEach(this::mark);
        if (op instanceof Op.Binary binary && binary.left().type() instanceof ValueType.Pointer) mark(binary.right());
        if (op.effect() == Op.Effect.NONE && op instanceof Op.Producing producing)
            sources.put(producing.result(), op.operands());
    }

    private void collectEnd(Block block, NaturalLoop loop) {
        if (!(block.terminator() instanceof Terminator.Branch branch)) return;
        if (loop.contains(branch.then().label())
                && loop.contains(branch.otherwise().label())) return;
        mark(branch.left());
        mark(branch.right());
    }

    private void collect(Target target) {
        var receivers = parameters.getOrDefault(target.label(), List.of());
        for (var i = 0; i < receivers.size(); i++)
            sources.computeIfAbsent(receivers.get(i), ArrayList::new)
                    .add(target.arguments().get(i));
    }

    private void mark(Value value) {
        if (!(value.type() instanceof ValueType.Pointer) && marked.put(value, value)) work.push(value);
    }
}
