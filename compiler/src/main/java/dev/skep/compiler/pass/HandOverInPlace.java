package dev.skep.compiler.pass;

import dev.skep.compiler.pass.MemoryFacts.Fact;
import dev.skep.compiler.pass.Spots.Root;
import dev.skep.compiler.pass.Spots.Spot;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands keys and values to helpers from where they lie: what was loaded from a packet, a map value or another piece of the frame, and stored
 * into the frame only for a helper to read it, need not be there. Of memory that others write, too, only what nothing else looked at is read
 * so late.
 */
public final class HandOverInPlace implements FunctionPass {
    /** The arguments that helpers only read, in memory of any kind that the verifier lets keys and values lie in. */
    private static final Map<Helper, List<Integer>> READ = new EnumMap<>(Map.of(
            Helper.MAP_LOOKUP_ELEM,
            List.of(1),
            Helper.MAP_UPDATE_ELEM,
            List.of(1, 2),
            Helper.MAP_DELETE_ELEM,
            List.of(1)));

    @Override
    public String name() {
        return "hand-over-in-place";
    }

    @Override
    public Function run(Function function) {
        return function.slots().isEmpty() ? function : new Run(function).changed();
    }

    /** One function. */
    private static final class Run {
        private final Function function;
        private final Spots spots;
        private final Known known;
        private final Fresh fresh;
        private final ControlFlow flow;
        private final MemoryFlow memory;
        private final Map<Root, Value> pointers = new HashMap<>();
        private final Map<Root, StackSlot> slots = new HashMap<>();

        Run(Function function) {
            this.function = function;
            spots = Spots.of(function);
            known = new Known(function);
            fresh = Fresh.of(function);
            flow = ControlFlow.of(function);
            memory = new MemoryFlow(flow, spots);
            for (var slot : function.slots()) slots.put(Spots.root(slot), slot);
        }

        Function changed() {
            Map<BlockLabel, Block> changed = new HashMap<>();
            for (var block : flow.reversePostorder()) changed.put(block.label(), changed(block));
            return function.withBlocks(function.blocks().stream()
                    .map(block -> changed.getOrDefault(block.label(), block))
                    .toList());
        }

        private Block changed(Block block) {
            var facts = memory.before(block);
            List<Op> body = new ArrayList<>(block.ops().size());
            for (var op : block.ops()) {
                body.add(op instanceof Op.CallHelper call ? changed(call, facts, body) : op);
                facts.forgetChanged(op);
                note(op, facts);
            }
            memory.after(block, facts);
            return block.withOps(body);
        }

        private void note(Op op, MemoryFacts facts) {
            if (op instanceof Op.Load load) {
                var spot = spot(load.address(), load.offset(), load.width().bytes());
                if (facts.at(spot).isEmpty()) facts.put(spot, new Fact(load.result(), Optional.of(load.extension())));
            }
            if (op instanceof Op.Store store)
                facts.put(
                        spot(store.address(), store.offset(), store.width().bytes()),
                        new Fact(store.value(), Optional.empty()));
        }

        private Spot spot(Value address, int offset, int size) {
            var spot = spots.of(address, offset, size);
            pointers.putIfAbsent(spot.root(), root(address));
            return spot;
        }

        /** Returns the value that an address counts from, as spots do. */
        private Value root(Value address) {
            var root = address;
            for (var below = below(root); below.isPresent(); below = below(root)) root = below.get();
            return root;
        }

        private Optional<Value> below(Value address) {
            var made = known.definition(address, Op.Reinterpret.class);
            if (made != null) return Optional.of(made.value());
            var sum = known.definition(address, Op.Binary.class);
            if (sum == null || sum.operation() != BinaryOp.ADD) return Optional.empty();
            return known.constant(sum.right()).isPresent() ? Optional.of(sum.left()) : Optional.empty();
        }

        private Op changed(Op.CallHelper call, MemoryFacts facts, List<Op> body) {
            var read = READ.getOrDefault(call.helper(), List.of());
            List<Value> arguments = new ArrayList<>(call.arguments());
            for (var i : read) {
                var place = whole(arguments.get(i)).flatMap(copy -> original(copy, facts));
                if (place.isPresent()) arguments.set(i, address(place.get(), call, body));
            }
            return new Op.CallHelper(call.result(), call.helper(), arguments, call.location());
        }

        /** Returns the piece of the frame that an argument is the start of. */
        private Optional<Spot> whole(Value argument) {
            var start = spots.of(argument, 0, 1);
            var slot = slots.get(start.root());
            return slot == null || start.offset() != 0
                    ? Optional.empty()
                    : Optional.of(new Spot(start.root(), 0, slot.size()));
        }

        /** Returns another place that holds the same. */
        private Optional<Spot> original(Spot copy, MemoryFacts facts) {
            var there = facts.at(copy);
            if (there.isEmpty()) return Optional.empty();
            var load = known.definition(there.get().value(), Op.Load.class);
            if (load == null || load.width().bytes() != copy.size()) return Optional.empty();
            var spot = spot(load.address(), load.offset(), load.width().bytes());
            var same = facts.at(spot).filter(fact -> fact.value().equals(load.result()));
            return same.isPresent() && !spot.root().equals(copy.root()) && mayStay(spot, load)
                    ? Optional.of(spot)
                    : Optional.empty();
        }

        private boolean mayStay(Spot spot, Op.Load load) {
            var kind = spot.root().kind();
            if (kind == MemoryKind.STACK) return slots.containsKey(spot.root());
            var pointer = pointers.get(spot.root());
            if (spot.root().known() || pointer == null || !isPointer(pointer, kind)) return false;
            return kind == MemoryKind.PACKET || (kind == MemoryKind.MAP_VALUE && known.usedOnce(load.result()));
        }

        private static boolean isPointer(Value value, MemoryKind kind) {
            return value.type() instanceof ValueType.Pointer pointer && pointer.kind() == kind;
        }

        private Value address(Spot place, Op.CallHelper call, List<Op> body) {
            var start = start(place.root(), call, body);
            if (place.offset() == 0) return start;
            var distance = new Op.Constant(fresh.value(ValueType.I64), place.offset(), call.location());
            var sum = new Op.Binary(fresh.value(start.type()), BinaryOp.ADD, start, distance.result(), call.location());
            body.add(distance);
            body.add(sum);
            return sum.result();
        }

        private Value start(Root root, Op.CallHelper call, List<Op> body) {
            var slot = slots.get(root);
            if (slot == null) return Optional.ofNullable(pointers.get(root)).orElseThrow();
            var made = new Op.StackAddress(fresh.value(ValueType.pointer(MemoryKind.STACK)), slot, call.location());
            body.add(made);
            return made.result();
        }
    }
}
