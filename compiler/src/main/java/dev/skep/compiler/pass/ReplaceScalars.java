package dev.skep.compiler.pass;

import dev.skep.compiler.pass.Spots.Spot;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.TrivialParameters;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in registers what only loads and stores of the function itself know of the frame: fields of structs and elements of arrays at
 * constant places become values, handed on as block parameters where several stores reach a load. Writes that nobody reads any more go.
 */
public final class ReplaceScalars implements FunctionPass {
    @Override
    public String name() {
        return "replace-scalars";
    }

    @Override
    public Function run(Function function) {
        if (function.slots().isEmpty()) return function;
        var reached = SimplifyBlocks.reached(function);
        var pieces = new ScalarPieces(reached);
        return pieces.isEmpty() ? function : new Run(reached, pieces).replaced();
    }

    /** One function. */
    private static final class Run {
        private final Function function;
        private final ScalarPieces pieces;
        private final Map<Spots.Root, TreeMap<Long, Spot>> byOffset = new HashMap<>();
        private final Fresh fresh;
        private final ControlFlow flow;
        private final Substitution substitution = new Substitution();
        private final Map<BlockLabel, Map<Spot, Value>> atEnd = new HashMap<>();
        private final Map<Place, Value> atEntry = new HashMap<>();
        private final Map<Place, Value> wanted = new LinkedHashMap<>();
        private final Map<BlockLabel, List<Value>> parameters = new HashMap<>();
        private final Map<BlockLabel, Map<Integer, List<Value>>> arguments = new HashMap<>();
        private final Queue<Place> pending = new ArrayDeque<>();
        private final List<Op> initial = new ArrayList<>();

        /** A variable at the top of a block. */
        private record Place(Spot variable, BlockLabel block) {}

        Run(Function function, ScalarPieces pieces) {
            this.function = function;
            this.pieces = pieces;
            fresh = Fresh.of(function);
            flow = ControlFlow.of(function);
            for (var spot : pieces.found().keySet())
                byOffset.computeIfAbsent(spot.root(), r -> new TreeMap<>()).put(spot.offset(), spot);
        }

        Function replaced() {
            var rewritten = function.blocks().stream().map(this::rewritten).toList();
            wanted.forEach((place, value) -> substitution.replace(value, atEntry(place.variable(), place.block())));
            for (var next = pending.poll(); next != null; next = pending.poll()) pass(next);
            var blocks = rewritten.stream().map(this::extended).toList();
            return function.withBlocks(TrivialParameters.remove(substitution.apply(blocks)));
        }

        private Block rewritten(Block block) {
            var body = new Body(block);
            block.ops().forEach(body::take);
            atEnd.put(block.label(), body.current);
            return block.withOps(body.ops);
        }

        /** The ops of one block, and what its variables hold so far. */
        private final class Body {
            private final Block block;
            private final List<Op> ops = new ArrayList<>();
            private final Map<Spot, Value> current = new HashMap<>();

            Body(Block block) {
                this.block = block;
            }

            void take(Op op) {
                if (op instanceof Op.Load load) load(load);
                else if (op instanceof Op.Store store) store(store);
                else if (op instanceof Op.Zero zero) zero(zero);
                else ops.add(op);
            }

            private void load(Op.Load load) {
                var spot =
                        pieces.spot(load.address(), load.offset(), load.width().bytes());
                var type = pieces.found().get(spot);
                if (type == null) {
                    ops.add(load);
                    return;
                }
                var value = current.get(spot);
                if (value == null)
                    value = wanted.computeIfAbsent(new Place(spot, block.label()), place -> fresh.value(type));
                var bits = load.width().bits();
                if (bits == load.result().type().bits()) substitution.replace(load.result(), value);
                else ops.add(new Op.Extend(load.result(), load.extension(), bits, value, load.location()));
            }

            private void store(Op.Store store) {
                var spot = pieces.spot(
                        store.address(), store.offset(), store.width().bytes());
                var type = pieces.found().get(spot);
                if (type == null) {
                    if (pieces.isRead(spot)) ops.add(store);
                    return;
                }
                var value = store.value();
                if (type == ValueType.I32 && value.type() != ValueType.I32) {
                    value = fresh.value(ValueType.I32);
                    ops.add(new Op.Truncate(value, store.value(), store.location()));
                }
                current.put(spot, value);
            }

            private void zero(Op.Zero zero) {
                var spot = pieces.spot(zero.address(), zero.offset(), zero.size());
                if (pieces.isRead(spot)) ops.add(zero);
                var variables = byOffset.get(spot.root());
                if (variables == null) return;
                for (var variable :
                        variables.subMap(spot.offset(), true, spot.end(), false).values()) {
                    var nothing = new Op.Constant(fresh.value(type(variable)), 0, zero.location());
                    ops.add(nothing);
                    current.put(variable, nothing.result());
                }
            }
        }

        private ValueType type(Spot variable) {
            return pieces.found().getOrDefault(variable, ValueType.I64);
        }

        /** Walks up to where the variable was written last; a block that several edges lead to gets a parameter for it. */
        private Value atEntry(Spot variable, BlockLabel start) {
            List<Place> walked = new ArrayList<>();
            var label = start;
            var value = atEntry.get(new Place(variable, label));
            while (value == null) {
                walked.add(new Place(variable, label));
                var incoming = flow.incoming(label);
                if (incoming.isEmpty()) value = uninitialized(variable);
                else if (incoming.size() > 1) value = parameter(variable, label);
                else {
                    label = incoming.get(0).from().label();
                    value = written(variable, label);
                    if (value == null) value = atEntry.get(new Place(variable, label));
                }
            }
            for (var place : walked) atEntry.put(place, value);
            return value;
        }

        private @Nullable Value written(Spot variable, BlockLabel label) {
            return atEnd.getOrDefault(label, Map.of()).get(variable);
        }

        /** The frame holds anything at first; nothing is as good as anything. */
        private Value uninitialized(Spot variable) {
            var nothing = new Op.Constant(fresh.value(type(variable)), 0, function.location());
            initial.add(nothing);
            return nothing.result();
        }

        private Value parameter(Spot variable, BlockLabel label) {
            var parameter = fresh.value(type(variable));
            parameters.computeIfAbsent(label, l -> new ArrayList<>()).add(parameter);
            pending.add(new Place(variable, label));
            return parameter;
        }

        private void pass(Place next) {
            for (var edge : flow.incoming(next.block())) {
                var value = written(next.variable(), edge.from().label());
                if (value == null) value = atEntry(next.variable(), edge.from().label());
                arguments
                        .computeIfAbsent(edge.from().label(), l -> new HashMap<>())
                        .computeIfAbsent(edge.index(), i -> new ArrayList<>())
                        .add(value);
            }
        }

        private Block extended(Block block) {
            List<Value> all = new ArrayList<>(block.parameters());
            all.addAll(parameters.getOrDefault(block.label(), List.of()));
            List<Op> ops = block.ops();
            if (block.label().equals(function.entry().label())) {
                ops = new ArrayList<>(initial);
                ops.addAll(block.ops());
            }
            var added = arguments.getOrDefault(block.label(), Map.of());
            List<Target> targets = new ArrayList<>();
            for (var target : block.terminator().targets()) {
                List<Value> given = new ArrayList<>(target.arguments());
                given.addAll(added.getOrDefault(targets.size(), List.of()));
                targets.add(new Target(target.label(), given));
            }
            return new Block(block.label(), all, ops, block.terminator().withTargets(targets));
        }
    }
}
