package dev.skep.compiler.pass;

import dev.skep.asm.SourceLine;
import dev.skep.asm.Width;
import dev.skep.compiler.pass.Spots.Spot;
import dev.skep.ir.Block;
import dev.skep.ir.Extension;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies and fills memory in larger pieces: two neighbours that are loaded only to be stored beside each other go in one load and one
 * store, constants that are stored beside each other are one. Packets, map values and records may be reached at any alignment, the frame at
 * its natural one, the context and kernel objects field by field.
 */
public final class CombineAccesses implements FunctionPass {
    /** Twice as wide each time. */
    private static final int ROUNDS = 3;

    /** Neighbours with more ops between them are not looked for. */
    private static final int FAR = 64;

    private static final Set<MemoryKind> ANY_ALIGNMENT = Set.of(
            MemoryKind.PACKET, MemoryKind.PACKET_META, MemoryKind.MAP_VALUE, MemoryKind.RECORD, MemoryKind.ARENA);

    private final ByteOrder order;

    /** A pass for machines of this byte order. */
    public CombineAccesses(ByteOrder order) {
        this.order = order;
    }

    @Override
    public String name() {
        return "combine-accesses";
    }

    @Override
    public Function run(Function function) {
        if (function.blocks().stream().noneMatch(CombineAccesses::storesTwice)) return function;
        var current = function;
        for (var round = 0; round < ROUNDS; round++) {
            var run = new Run(current, order);
            current = current.withBlocks(
                    current.blocks().stream().map(run::combined).toList());
            if (!run.changed) return current;
        }
        return current;
    }

    private static boolean storesTwice(Block block) {
        var stores = 0;
        for (var op : block.ops()) if (op instanceof Op.Store && ++stores == 2) return true;
        return false;
    }

    /** One function, once. */
    private static final class Run {
        private final Known known;
        private final Fresh fresh;
        private final Spots spots;
        private final Alignments alignments;
        private final ByteOrder order;
        private boolean changed;
        private List<@Nullable Op> ops = new ArrayList<>();
        private Map<Value, Integer> places = new HashMap<>();

        Run(Function function, ByteOrder order) {
            this.order = order;
            known = new Known(function);
            fresh = Fresh.of(function);
            spots = Spots.of(function);
            alignments = Alignments.of(function);
        }

        Block combined(Block block) {
            ops = new ArrayList<>(block.ops());
            places = new HashMap<>();
            Map<Spot, Integer> stores = new HashMap<>();
            var before = changed;
            changed = false;
            for (var i = 0; i < ops.size(); i++) {
                if (ops.get(i) instanceof Op.Load load) places.put(load.result(), i);
                if (!(ops.get(i) instanceof Op.Store store)) continue;
                var spot = spot(store);
                stores.put(spot, i);
                var below = stores.get(new Spot(spot.root(), spot.offset() - spot.size(), spot.size()));
                var above = stores.get(new Spot(spot.root(), spot.end(), spot.size()));
                var combined = (below != null && combine(below, i)) || (above != null && combine(above, i));
                if (combined) stores.remove(spot);
            }
            var result = changed
                    ? block.withOps(ops.stream().filter(Objects::nonNull).toList())
                    : block;
            changed |= before;
            return result;
        }

        private Spot spot(Op.Store store) {
            return spots.of(store.address(), store.offset(), store.width().bytes());
        }

        private Spot spot(Op.Load load) {
            return spots.of(load.address(), load.offset(), load.width().bytes());
        }

        /** Makes two stores at neighbouring places one where the later one stands. */
        private boolean combine(int earlier, int later) {
            if (!(ops.get(earlier) instanceof Op.Store first) || !(ops.get(later) instanceof Op.Store second))
                return false;
            if (later - earlier > FAR || first.width() == Width.DW) return false;
            var ascending = spot(first).offset() < spot(second).offset();
            var low = ascending ? first : second;
            var high = ascending ? second : first;
            if (!fits(low.address(), low.offset(), 2 * low.width().bytes())) return false;
            if (!isFree(earlier, later, spot(first), true)) return false;
            return combineConstants(low, high, earlier, later) || combineCopies(low, high, earlier, later);
        }

        private boolean fits(Value pointer, int offset, int bytes) {
            if (!(pointer.type() instanceof ValueType.Pointer type)) return false;
            if (ANY_ALIGNMENT.contains(type.kind())) return true;
            return type.kind() == MemoryKind.STACK && alignments.at(pointer, offset) >= bytes;
        }

        /** Returns whether nothing between two places writes the bytes, nor reads them where that matters. */
        private boolean isFree(int from, int to, Spot spot, boolean readsMatter) {
            for (var i = from + 1; i < to; i++) {
                var op = ops.get(i);
                if (op == null || op.effect() == Op.Effect.NONE) continue;
                if (op instanceof Op.Load load) {
                    if (readsMatter && spot(load).mayOverlap(spot)) return false;
                } else if (!(op instanceof Op.Store store) || spot(store).mayOverlap(spot)) {
                    return false;
                }
            }
            return true;
        }

        private boolean combineConstants(Op.Store low, Op.Store high, int earlier, int later) {
            var below = known.constant(low.value());
            var above = known.constant(high.value());
            if (below.isEmpty() || above.isEmpty()) return false;
            var bits = low.width().bits();
            var little = order == ByteOrder.LITTLE_ENDIAN;
            var mask = -1L >>> (Long.SIZE - bits);
            var lower = (little ? below : above).getAsLong() & mask;
            var upper = (little ? above : below).getAsLong() & mask;
            var value = Arithmetic.extend(
                    Extension.SIGN, Math.min(2 * bits, Integer.SIZE), Long.SIZE, upper << bits | lower);
            if (2 * bits == Long.SIZE && value != (upper << bits | lower)) return false;
            var type = 2 * bits == Long.SIZE ? ValueType.I64 : ValueType.I32;
            var constant = new Op.Constant(fresh.value(type), value, low.location());
            known.define(constant);
            // the constant takes the place of the store that is gone: it stands before the one that is left
            ops.set(earlier, constant);
            ops.set(later, wide(low, constant.result()));
            changed = true;
            return true;
        }

        private static Op.Store wide(Op.Store low, Value value) {
            return new Op.Store(twice(low.width()), low.address(), low.offset(), value, low.location());
        }

        private static Width twice(Width width) {
            return Width.ofBytes(2 * width.bytes());
        }

        private boolean combineCopies(Op.Store low, Op.Store high, int earlier, int later) {
            var lowLoad = onlyStored(low);
            var highLoad = onlyStored(high);
            if (lowLoad == null || highLoad == null) return false;
            var from = spot(lowLoad);
            var above = spot(highLoad);
            if (!from.root().equals(above.root()) || from.end() != above.offset()) return false;
            if (!fits(lowLoad.address(), lowLoad.offset(), 2 * from.size())) return false;
            int lowPlace = places.getOrDefault(lowLoad.result(), 0);
            int highPlace = places.getOrDefault(highLoad.result(), 0);
            var first = Math.min(lowPlace, highPlace);
            var last = Math.max(lowPlace, highPlace);
            if (last - first > FAR || !isFree(first, last, lowPlace < highPlace ? above : from, false)) return false;
            var width = twice(low.width());
            var value = fresh.value(width == Width.DW ? ValueType.I64 : ValueType.I32);
            var line = lowLoad.location();
            ops.set(last, null);
            ops.set(earlier, null);
            ops.set(first, load(value, width, lowLoad, line));
            ops.set(later, wide(low, value));
            changed = true;
            return true;
        }

        private static Op.Load load(Value value, Width width, Op.Load low, SourceLine line) {
            return new Op.Load(value, width, Extension.ZERO, low.address(), low.offset(), line);
        }

        /** Returns the load of this block that the store alone takes its value from. */
        private Op.@Nullable Load onlyStored(Op.Store store) {
            var place = places.get(store.value());
            if (place == null || !known.usedOnce(store.value())) return null;
            return ops.get(place) instanceof Op.Load load && load.width() == store.width() ? load : null;
        }
    }
}
