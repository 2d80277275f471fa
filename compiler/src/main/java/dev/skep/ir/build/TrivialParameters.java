package dev.skep.ir.build;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import dev.skep.ir.graph.NumberedMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Block parameters that only ever receive one value, besides themselves: each is replaced by that value. */
public final class TrivialParameters {
    private final List<Block> blocks;
    private final NumberedMap<Value, List<Value>> arguments = new NumberedMap<>();
    private final NumberedMap<Value, List<Value>> receivers = new NumberedMap<>();
    private final NumberedMap<Value, Value> replaced = new NumberedMap<>();

    private TrivialParameters(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** Returns the same blocks without trivial parameters. All of them must be reachable, and all of their edges lead to them. */
    public static List<Block> remove(List<Block> blocks) {
        if (blocks.stream().allMatch(block -> block.parameters().isEmpty())) return blocks;
        var search = new TrivialParameters(blocks);
        search.collect();
        search.replace();
        return search.replaced.isEmpty() ? blocks : search.rewrite();
    }

    private void collect() {
        NumberedMap<BlockLabel, List<Value>> parameters = new NumberedMap<>(blocks.size());
        for (var block : blocks) {
            parameters.put(block.label(), block.parameters());
            block.parameters().forEach(parameter -> arguments.put(parameter, new ArrayList<>()));
        }
        for (var block : blocks)
            for (var target : block.terminator().targets())
                collect(target.arguments(), parameters.getOrDefault(target.label(), List.of()));
    }

    private void collect(List<Value> given, List<Value> parameters) {
        for (var i = 0; i < given.size(); i++) {
            var parameter = parameters.get(i);
            arguments.computeIfAbsent(parameter, ArrayList::new).add(given.get(i));
            receivers.computeIfAbsent(given.get(i), ArrayList::new).add(parameter);
        }
    }

    private void replace() {
        Deque<Value> work = new ArrayDeque<>();
        for (var block : blocks) work.addAll(block.parameters());
        while (!work.isEmpty()) {
            var parameter = work.poll();
            if (replaced.containsKey(parameter)) continue;
            var only = onlyArgument(parameter);
            if (only == null) continue;
            replaced.put(parameter, only);
            var affected = receivers.getOrDefault(parameter, List.of());
            receivers.computeIfAbsent(only, ArrayList::new).addAll(affected);
            work.addAll(affected);
        }
    }

    /** Returns the one value that {@code parameter} receives besides itself, null when there are several or none. */
    private @Nullable Value onlyArgument(Value parameter) {
        Value only = null;
        for (var argument : arguments.getOrDefault(parameter, List.of())) {
            var value = resolve(argument);
            if (value.equals(parameter) || value.equals(only)) continue;
            if (only != null) return null;
            only = value;
        }
        return only;
    }

    private Value resolve(Value value) {
        var root = value;
        for (var next = replaced.get(root); next != null; next = replaced.get(root)) root = next;
        for (var step = value; !step.equals(root); ) {
            var next = replaced.getOrDefault(step, root);
            replaced.put(step, root);
            step = next;
        }
        return root;
    }

    private List<Block> rewrite() {
        NumberedMap<BlockLabel, List<Value>> parameters = new NumberedMap<>(blocks.size());
        for (var block : blocks) parameters.put(block.label(), block.parameters());
        return blocks.stream().map(block -> rewrite(block, parameters)).toList();
    }

    private Block rewrite(Block block, NumberedMap<BlockLabel, List<Value>> parameters) {
        var kept = block.parameters().stream()
                .filter(p -> !replaced.containsKey(p))
                .toList();
        List<Op> ops = new ArrayList<>(block.ops().size());
        for (var op : block.ops()) ops.add(op.map(this::resolve));
        var terminator = block.terminator()
                .mapTargets(target -> shorten(target, parameters.getOrDefault(target.label(), List.of())))
                .map(this::resolve);
        return block.with(kept, ops, terminator);
    }

    private Target shorten(Target target, List<Value> parameters) {
        List<Value> kept = new ArrayList<>();
        for (var i = 0; i < parameters.size(); i++)
            if (!replaced.containsKey(parameters.get(i)))
                kept.add(target.arguments().get(i));
        return kept.size() == parameters.size() ? target : new Target(target.label(), kept);
    }
}
