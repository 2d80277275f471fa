package dev.skep.ir;

import dev.skep.ir.SsaDraft.DraftBlock;
import dev.skep.ir.SsaDraft.DraftEdge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns drafted blocks into final ones: drops what is unreachable, replaces parameters that only ever receive one value by that value. */
final class SsaFinisher {
    private final List<DraftBlock> reachable;
    private final Map<Value, Value> replaced = new HashMap<>();
    private final Map<Value, Place> places = new HashMap<>();
    private final Map<Value, List<Value>> receivers = new HashMap<>();

    /** Where a parameter stands. */
    private record Place(DraftBlock block, int index) {}

    SsaFinisher(List<DraftBlock> placed) {
        var reached = reach(placed.get(0));
        reachable = placed.stream().filter(reached::contains).toList();
        for (var block : reachable) block.incoming.removeIf(edge -> !reached.contains(edge.from()));
    }

    List<Block> blocks() {
        recordParameters();
        replaceTrivialParameters();
        return reachable.stream().map(this::block).toList();
    }

    private static Set<DraftBlock> reach(DraftBlock entry) {
        Set<DraftBlock> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<DraftBlock> work = new ArrayDeque<>(List.of(entry));
        reached.add(entry);
        while (!work.isEmpty()) {
            var block = work.pop();
            if (!block.placed) throw new IllegalStateException("block " + block.label + " is reached but never placed");
            if (block.terminator == null)
                throw new IllegalStateException("block " + block.label + " has no terminator");
            for (var edge : block.outgoing) if (reached.add(edge.to())) work.push(edge.to());
        }
        return reached;
    }

    private void recordParameters() {
        for (var block : reachable) {
            for (var i = 0; i < block.parameters.size(); i++) {
                var parameter = block.parameters.get(i);
                places.put(parameter, new Place(block, i));
                for (var edge : block.incoming)
                    receivers
                            .computeIfAbsent(edge.arguments().get(i), v -> new ArrayList<>())
                            .add(parameter);
            }
        }
    }

    private void replaceTrivialParameters() {
        Deque<Value> work = new ArrayDeque<>();
        for (var block : reachable) work.addAll(block.parameters);
        while (!work.isEmpty()) {
            var parameter = work.poll();
            if (replaced.containsKey(parameter)) continue;
            var only = onlyArgument(parameter);
            if (only == null) continue;
            replaced.put(parameter, only);
            var affected = receivers.getOrDefault(parameter, List.of());
            receivers.computeIfAbsent(only, v -> new ArrayList<>()).addAll(affected);
            work.addAll(affected);
        }
    }

    /** Returns the one value that {@code parameter} receives besides itself, null when there are several or none. */
    private @Nullable Value onlyArgument(Value parameter) {
        var place = places.get(parameter);
        if (place == null) return null;
        Value only = null;
        for (var edge : place.block.incoming) {
            var argument = resolve(edge.arguments().get(place.index));
            if (argument.equals(parameter) || argument.equals(only)) continue;
            if (only != null) return null;
            only = argument;
        }
        return only;
    }

    private Value resolve(Value value) {
        var root = value;
        for (var next = replaced.get(root); next != null; next = replaced.get(root)) root = next;
        for (var step = value; !step.equals(root); ) {
            var next = replaced.put(step, root);
            if (next == null) throw new IllegalStateException("value " + step + " lost its replacement");
            step = next;
        }
        return root;
    }

    private Block block(DraftBlock draft) {
        var parameters =
                draft.parameters.stream().filter(p -> !replaced.containsKey(p)).toList();
        var ops = draft.ops.stream().map(op -> op.map(this::resolve)).toList();
        var terminator = draft.terminator;
        if (terminator == null) throw new IllegalStateException("block " + draft.label + " has no terminator");
        var targets = draft.outgoing.stream().map(this::target).toList();
        return new Block(draft.label, parameters, ops, terminator.apply(targets).map(this::resolve));
    }

    private Target target(DraftEdge edge) {
        var arguments = new ArrayList<Value>();
        for (var i = 0; i < edge.arguments().size(); i++)
            if (!replaced.containsKey(edge.to().parameters.get(i)))
                arguments.add(edge.arguments().get(i));
        return new Target(edge.to().label, arguments);
    }
}
