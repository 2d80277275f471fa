package dev.skep.compiler.pass;

import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.NumberedMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes with a value when nothing else needs it any more: the machine changes its left operand, so {@code q = p + n; x = *p} takes a copy
 * of {@code p} and {@code x = *p; q = p + n} does not. Only ops without effects move, and only within their block.
 */
public final class DelayChanges implements FunctionPass {
    @Override
    public String name() {
        return "delay-changes";
    }

    @Override
    public Function run(Function function) {
        var live = new LiveAtEnd(function);
        return function.withBlocks(function.blocks().stream()
                .map(block -> new Run(block, live).delayed())
                .toList());
    }

    /** Which values are read behind a block; found out for those that are asked for. */
    private static final class LiveAtEnd {
        private final Function function;
        private final ControlFlow flow;
        private final NumberedMap<Value, BlockLabel> owners = new NumberedMap<>();
        private final NumberedMap<Value, Set<BlockLabel>> readers = new NumberedMap<>();
        private final Map<Value, Set<BlockLabel>> ends = new HashMap<>();
        private final Map<Value, Set<BlockLabel>> found = new HashMap<>();
        private boolean isCollected;

        LiveAtEnd(Function function) {
            this.function = function;
            flow = ControlFlow.of(function);
        }

        private void collect() {
            isCollected = true;
            for (var parameter : function.parameters())
                owners.put(parameter.value(), function.entry().label());
            for (var block : function.blocks()) {
                for (var parameter : block.parameters()) owners.put(parameter, block.label());
                for (var op : block.ops()) {
                    for (var value : op.operands()) read(value, block.label());
                    if (op instanceof Op.Producing producing) owners.put(producing.result(), block.label());
                }
                block.terminator().map(value -> {
                    read(value, block.label());
                    ends.computeIfAbsent(value, v -> new HashSet<>()).add(block.label());
                    return value;
                });
            }
        }

        private void read(Value value, BlockLabel block) {
            readers.computeIfAbsent(value, HashSet::new).add(block);
        }

        boolean contains(Value value, Block block) {
            if (!isCollected) collect();
            return atEnd(value).contains(block.label());
        }

        /** Walks from where the value is read up to where it is defined. What a block's end reads is read behind its ops. */
        private Set<BlockLabel> atEnd(Value value) {
            var known = found.get(value);
            if (known != null) return known;
            Set<BlockLabel> live = new HashSet<>(ends.getOrDefault(value, Set.of()));
            Set<BlockLabel> entered = new HashSet<>();
            List<BlockLabel> work = new ArrayList<>(readers.getOrDefault(value, Set.of()));
            while (!work.isEmpty()) {
                var label = work.remove(work.size() - 1);
                if (label.equals(owners.get(value)) || !flow.reaches(label) || !entered.add(label)) continue;
                for (var edge : flow.incoming(label)) {
                    live.add(edge.from().label());
                    work.add(edge.from().label());
                }
            }
            found.put(value, live);
            return live;
        }
    }

    /** One block. */
    private static final class Run {
        private final Block block;
        private final LiveAtEnd live;
        private final Map<Value, Integer> lastRead = new HashMap<>();
        private final Map<Value, Integer> firstRead = new HashMap<>();

        Run(Block block, LiveAtEnd live) {
            this.block = block;
            this.live = live;
            for (var i = 0; i < block.ops().size(); i++) {
                for (var value : block.ops().get(i).operands()) {
                    lastRead.put(value, i);
                    firstRead.putIfAbsent(value, i);
                }
            }
        }

        Block delayed() {
            Map<Integer, List<Op>> behind = new HashMap<>();
            List<Op> ops = new ArrayList<>(block.ops().size());
            for (var i = 0; i < block.ops().size(); i++) {
                var op = block.ops().get(i);
                var place = op instanceof Op.Binary binary ? place(binary, i) : i;
                if (place == i) ops.add(op);
                else behind.computeIfAbsent(place, p -> new ArrayList<>()).add(op);
                ops.addAll(behind.getOrDefault(i, List.of()));
            }
            return behind.isEmpty() ? block : block.withOps(ops);
        }

        /** Returns the op behind which this one should stand. */
        private int place(Op.Binary op, int index) {
            var left = op.left();
            int last = lastRead.getOrDefault(left, index);
            if (last == index || op.right().equals(left) || live.contains(left, block)) return index;
            return firstRead.getOrDefault(op.result(), Integer.MAX_VALUE) > last ? last : index;
        }
    }
}
