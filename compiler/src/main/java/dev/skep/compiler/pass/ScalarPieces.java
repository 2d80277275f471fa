package dev.skep.compiler.pass;

import dev.skep.asm.Width;
import dev.skep.compiler.pass.Spots.Root;
import dev.skep.compiler.pass.Spots.Spot;
import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.check.Typing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pieces of the frame that are variables in disguise: nobody but loads and stores of just these bytes and what clears all of them knows
 * them, and no other function does.
 */
final class ScalarPieces {
    private final Spots spots;
    private final Set<Root> handedOut = new HashSet<>();
    private final Map<Root, Map<Spot, Access>> accesses = new LinkedHashMap<>();
    private final Map<Root, List<Spot>> cleared = new HashMap<>();
    private final Map<Spot, ValueType> found = new LinkedHashMap<>();
    private final Set<Root> stillRead = new HashSet<>();

    /** How the bytes are looked at: as integers, or as pointers of these types. */
    private static final class Access {
        private final Set<ValueType> stored = new LinkedHashSet<>();
        private final Set<ValueType> loaded = new LinkedHashSet<>();

        /** Returns the type of a variable that takes and gives all of them. */
        Optional<ValueType> type(Width width, boolean isCleared) {
            Set<ValueType> all = new LinkedHashSet<>(stored);
            all.addAll(loaded);
            if (all.stream().noneMatch(ValueType.Pointer.class::isInstance))
                return Optional.of(width == Width.DW ? ValueType.I64 : ValueType.I32);
            return all.stream()
                    .filter(type -> width == Width.DW && takes(type, isCleared))
                    .findFirst();
        }

        private boolean takes(ValueType type, boolean isCleared) {
            if (!(type instanceof ValueType.Pointer pointer)) return false;
            if (isCleared && pointer.nullness() == ValueType.Nullness.NON_NULL) return false;
            return stored.stream().allMatch(from -> Typing.flows(from, type))
                    && loaded.stream().allMatch(type::equals);
        }
    }

    ScalarPieces(Function function) {
        spots = Spots.of(function);
        function.blocks().forEach(this::visit);
        accesses.keySet().removeAll(handedOut);
        accesses.forEach(this::find);
    }

    boolean isEmpty() {
        return found.isEmpty() && accesses.keySet().stream().allMatch(stillRead::contains);
    }

    /** Returns the pieces, each with the type of its variable. */
    Map<Spot, ValueType> found() {
        return found;
    }

    /** Returns where a memory op reaches. */
    Spot spot(Value address, int offset, int size) {
        return spots.of(address, offset, size);
    }

    /** Returns whether what is written there is read by anybody but loads of the pieces. */
    boolean isRead(Spot spot) {
        return !accesses.containsKey(spot.root()) || stillRead.contains(spot.root());
    }

    private void visit(Block block) {
        block.ops().forEach(this::visit);
        block.terminator().map(value -> {
            handOut(value);
            return value;
        });
    }

    private void visit(Op op) {
        if (op instanceof Op.Load load) {
            access(load.address(), load.offset(), load.width())
                    .loaded
                    .add(load.result().type());
        } else if (op instanceof Op.Store store) {
            access(store.address(), store.offset(), store.width())
                    .stored
                    .add(store.value().type());
            handOut(store.value());
        } else if (op instanceof Op.Zero zero) {
            var spot = spots.of(zero.address(), zero.offset(), zero.size());
            cleared.computeIfAbsent(spot.root(), r -> new ArrayList<>()).add(spot);
        } else if (!isAddress(op)) {
            op.operands().forEach(this::handOut);
        }
    }

    /** Returns whether the op only makes another address of the same piece of memory. */
    private boolean isAddress(Op op) {
        if (!(op instanceof Op.Producing producing) || op.effect() != Op.Effect.NONE) return false;
        if (!(producing.result().type() instanceof ValueType.Pointer)) return false;
        var root = spots.of(producing.result(), 0, 1).root();
        return op.operands().stream()
                .filter(operand -> operand.type() instanceof ValueType.Pointer)
                .allMatch(operand -> spots.of(operand, 0, 1).root().equals(root));
    }

    private void handOut(Value value) {
        if (value.type() instanceof ValueType.Pointer)
            handedOut.add(spots.of(value, 0, 1).root());
    }

    private Access access(Value address, int offset, Width width) {
        var spot = spots.of(address, offset, width.bytes());
        if (!Spots.isSlot(spot.root())) return new Access();
        return accesses.computeIfAbsent(spot.root(), r -> new HashMap<>()).computeIfAbsent(spot, s -> new Access());
    }

    /** Takes the spots of one root that overlap no other one, nor are cleared in part. */
    private void find(Root root, Map<Spot, Access> all) {
        var sorted = all.keySet().stream()
                .sorted(Comparator.comparingLong(Spot::offset).thenComparingInt(Spot::size))
                .toList();
        var clearing = new HashSet<>(cleared.getOrDefault(root, List.of()));
        var end = Long.MIN_VALUE;
        for (var i = 0; i < sorted.size(); i++) {
            var spot = sorted.get(i);
            var alone = spot.offset() >= end
                    && (i + 1 == sorted.size() || sorted.get(i + 1).offset() >= spot.end());
            end = Math.max(end, spot.end());
            var access = all.get(spot);
            if (access == null) continue;
            var type = alone ? type(spot, access, clearing) : Optional.<ValueType>empty();
            if (type.isPresent()) found.put(spot, type.get());
            else if (!access.loaded.isEmpty()) stillRead.add(root);
        }
    }

    private static Optional<ValueType> type(Spot spot, Access access, Set<Spot> clearing) {
        var touching = clearing.stream().filter(spot::mayOverlap).toList();
        if (!touching.stream().allMatch(zero -> zero.covers(spot))) return Optional.empty();
        return access.type(Width.ofBytes(spot.size()), !touching.isEmpty());
    }
}
