package dev.skep.compiler.pass;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Block;
import dev.skep.ir.Function;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.MapType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Casts addresses in the arena where their memory is read or written: user space and memory have them in an address space of their own, and
 * only what is cast leads anywhere in the kernel. Elements are counted from what their array was cast to, so that one cast does for all.
 */
public final class CastArenas implements UnitPass {
    @Override
    public String name() {
        return "cast-arenas";
    }

    @Override
    public Unit run(Unit unit) {
        var arena = unit.maps().stream()
                .filter(map -> map.type() == MapType.ARENA)
                .map(MapDefinition::name)
                .findFirst();
        if (arena.isEmpty()) return unit;
        return unit.withFunctions(unit.functions().stream()
                .map(function -> new Run(function, arena.get()).cast(function))
                .toList());
    }

    /** One function. */
    private static final class Run {
        private static final ValueType CAST = ValueType.pointer(MemoryKind.ARENA_CAST);

        private final String arena;
        private final Known known;
        private final Fresh fresh;
        private final Set<Value> kept = new HashSet<>();
        private final Map<Value, Value> casts = new HashMap<>();
        private List<Op> ops = List.of();

        Run(Function function, String arena) {
            this.arena = arena;
            known = new Known(function);
            fresh = Fresh.of(function);
            function.blocks().forEach(this::keep);
        }

        Function cast(Function function) {
            return function.withBlocks(
                    function.blocks().stream().map(this::cast).toList());
        }

        /** Notes the addresses that are needed as they are. */
        private void keep(Block block) {
            for (var op : block.ops()) {
                if (op instanceof Op.Load) continue;
                if (op instanceof Op.Store store) kept.add(store.value());
                else if (!(op instanceof Op.Binary)) kept.addAll(op.operands());
            }
            kept.addAll(block.terminator().operands());
            for (var target : block.terminator().targets()) kept.addAll(target.arguments());
        }

        private Block cast(Block block) {
            ops = new ArrayList<>(block.ops().size());
            casts.clear();
            for (var op : block.ops()) ops.add(cast(op));
            return block.withOps(List.copyOf(ops));
        }

        private Op cast(Op op) {
            if (op instanceof Op.Load load && isArena(load.address()))
                return new Op.Load(
                        load.result(),
                        load.width(),
                        load.extension(),
                        cast(load.address(), op.location()),
                        load.offset(),
                        op.location());
            if (op instanceof Op.Store store && isArena(store.address()))
                return new Op.Store(
                        store.width(),
                        cast(store.address(), op.location()),
                        store.offset(),
                        store.value(),
                        op.location());
            if (op instanceof Op.AtomicUpdate update && isArena(update.address()))
                return new Op.AtomicUpdate(
                        update.operation(),
                        update.width(),
                        cast(update.address(), op.location()),
                        update.offset(),
                        update.value(),
                        op.location());
            if (op instanceof Op.AtomicFetch fetch && isArena(fetch.address()))
                return new Op.AtomicFetch(
                        fetch.result(),
                        fetch.operation(),
                        fetch.width(),
                        cast(fetch.address(), op.location()),
                        fetch.offset(),
                        fetch.value(),
                        op.location());
            if (op instanceof Op.CompareExchange exchange && isArena(exchange.address()))
                return new Op.CompareExchange(
                        exchange.result(),
                        exchange.width(),
                        cast(exchange.address(), op.location()),
                        exchange.offset(),
                        exchange.expected(),
                        exchange.value(),
                        op.location());
            return op;
        }

        private static boolean isArena(Value address) {
            return address.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.ARENA;
        }

        private Value cast(Value address, SourceLine line) {
            var before = casts.get(address);
            if (before != null) return before;
            var made = made(address, line);
            casts.put(address, made);
            return made;
        }

        /** An address that is needed as it is takes one instruction to cast, and as much to count from another cast. */
        private Value made(Value address, SourceLine line) {
            var sum = known.definition(address, Op.Binary.class);
            if (sum != null && isArena(sum.left()) && isCounted(sum)) {
                var start = cast(sum.left(), line);
                var moved = fresh.value(CAST);
                ops.add(new Op.Binary(moved, sum.operation(), start, sum.right(), line));
                return moved;
            }
            var result = fresh.value(CAST);
            ops.add(new Op.CastArena(result, arena, address, line));
            return result;
        }

        private boolean isCounted(Op.Binary sum) {
            return !kept.contains(sum.result()) || known.constant(sum.right()).isPresent();
        }
    }
}
