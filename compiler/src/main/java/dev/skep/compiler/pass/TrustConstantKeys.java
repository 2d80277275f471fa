package dev.skep.compiler.pass;

import dev.skep.asm.Width;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.MapDefinition;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.ir.graph.Dominance;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.MapType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Knows that a lookup in an array at a constant key below its size finds something, so that nobody compares the result with null. The
 * verifier knows it, too, from Linux 6.14 on ({@code get_constant_map_key} of its source): it has to see the key in the frame, four bytes
 * of a word of their own, written with the constant on every way. For older kernels nothing changes.
 */
public final class TrustConstantKeys implements UnitPass {
    private static final KernelVersion FIRST = new KernelVersion(6, 14);
    private static final Set<MapType> ARRAYS = EnumSet.of(MapType.ARRAY, MapType.PERCPU_ARRAY);

    /** {@code BPF_F_INNER_MAP}: the map at hand may be smaller than the one that is declared. */
    private static final int INNER_MAP = 0x1000;

    private static final int WORD = 8;

    private final KernelVersion target;

    /** A pass for objects that {@code target} and later kernels must take. */
    public TrustConstantKeys(KernelVersion target) {
        this.target = target;
    }

    @Override
    public String name() {
        return "trust-constant-keys";
    }

    @Override
    public Unit run(Unit unit) {
        if (!target.atLeast(FIRST)) return unit;
        Map<String, MapDefinition> arrays = new HashMap<>();
        for (var map : unit.maps())
            if (ARRAYS.contains(map.type()) && (map.flags() & INNER_MAP) == 0) arrays.put(map.name(), map);
        if (arrays.isEmpty()) return unit;
        return unit.withFunctions(unit.functions().stream()
                .map(function -> new Run(function, arrays).trusting())
                .toList());
    }

    /** One function. */
    private static final class Run {
        private final Function function;
        private final Map<String, MapDefinition> arrays;
        private final Known known;
        private final Keys keys;
        private final Substitution substitution = new Substitution();
        private final Map<Value, Value> found = new HashMap<>();
        private final Set<StackSlot> trusted = new HashSet<>();

        Run(Function function, Map<String, MapDefinition> arrays) {
            this.function = function;
            this.arrays = arrays;
            known = new Known(function);
            keys = new Keys(function, known);
        }

        Function trusting() {
            for (var block : keys.flow.reversePostorder()) visit(block);
            if (found.isEmpty()) return function;
            var slots = function.slots().stream().map(this::own).toList();
            var blocks = function.blocks().stream()
                    .map(block -> block.withOps(
                            block.ops().stream().map(this::changed).toList()))
                    .toList();
            return function.withSlots(slots).withBlocks(substitution.apply(blocks));
        }

        private void visit(Block block) {
            for (var i = 0; i < block.ops().size(); i++)
                if (block.ops().get(i) instanceof Op.CallHelper call && call.helper() == Helper.MAP_LOOKUP_ELEM)
                    visit(call, block, i);
        }

        private void visit(Op.CallHelper call, Block block, int index) {
            if (!(call.result().type() instanceof ValueType.Pointer type)
                    || type.nullness() == ValueType.Nullness.NON_NULL) return;
            var map = known.definition(call.arguments().get(0), Op.MapAddress.class);
            var array = map == null ? null : arrays.get(map.map());
            var address = known.definition(call.arguments().get(1), Op.StackAddress.class);
            if (array == null || address == null) return;
            var key = keys.at(address.slot(), block, index);
            if (key.isEmpty() || key.getAsLong() < 0 || key.getAsLong() >= array.maxEntries()) return;
            var result = new Value(call.result().id(), ValueType.pointer(type.kind()));
            found.put(call.result(), result);
            substitution.replace(call.result(), result);
            trusted.add(address.slot());
        }

        /** The verifier forgets four bytes of a word when the other four are written. */
        private StackSlot own(StackSlot slot) {
            return trusted.contains(slot) ? new StackSlot(slot.id(), slot.name(), WORD, WORD, slot.location()) : slot;
        }

        private Op changed(Op op) {
            if (op instanceof Op.StackAddress address)
                return new Op.StackAddress(address.result(), own(address.slot()), address.location());
            if (!(op instanceof Op.CallHelper call)) return op;
            var result = found.get(call.result());
            return result == null ? op : call.withResult(result);
        }
    }

    /** Variables of four bytes that only whole constants are written to. */
    private static final class Keys {
        private final Known known;
        private final ControlFlow flow;
        private final Dominance dominance;
        private final Map<StackSlot, List<Written>> writes = new HashMap<>();
        private final Set<StackSlot> others = new HashSet<>();

        /** A write of a constant. */
        private record Written(long value, BlockLabel block, int index) {}

        Keys(Function function, Known known) {
            this.known = known;
            flow = ControlFlow.of(function);
            dominance = Dominance.of(function);
            for (var block : flow.reversePostorder()) collect(block);
        }

        private void collect(Block block) {
            for (var i = 0; i < block.ops().size(); i++) collect(block.ops().get(i), block.label(), i);
            block.terminator().map(value -> {
                other(value);
                return value;
            });
        }

        private void collect(Op op, BlockLabel block, int index) {
            if (op instanceof Op.Load) return;
            if (op instanceof Op.CallHelper call && MemoryFacts.onlyReads(call)) return;
            if (op instanceof Op.Store store && store.offset() == 0 && store.width() == Width.W) {
                other(store.value());
                write(store.address(), known.constant(store.value()), block, index);
            } else if (op instanceof Op.Zero zero && zero.offset() == 0 && zero.size() == Width.W.bytes()) {
                write(zero.address(), OptionalLong.of(0), block, index);
            } else {
                op.operands().forEach(this::other);
            }
        }

        private void write(Value address, OptionalLong value, BlockLabel block, int index) {
            var slot = known.definition(address, Op.StackAddress.class);
            if (slot == null) return;
            if (value.isEmpty()) others.add(slot.slot());
            else
                writes.computeIfAbsent(slot.slot(), s -> new ArrayList<>())
                        .add(new Written(value.getAsLong(), block, index));
        }

        private void other(Value value) {
            var slot = known.definition(value, Op.StackAddress.class);
            if (slot != null) others.add(slot.slot());
        }

        /** Returns what a variable holds where that is one constant, whichever way control came. */
        OptionalLong at(StackSlot slot, Block block, int index) {
            if ((slot.size() != Width.W.bytes() && slot.size() != WORD) || others.contains(slot))
                return OptionalLong.empty();
            var all = writes.getOrDefault(slot, List.of());
            Written last = null;
            for (var written : all)
                if (written.block().equals(block.label()) && written.index() < index) last = written;
            if (last != null) return OptionalLong.of(last.value());
            var isOne = all.stream().map(Written::value).distinct().count() == 1;
            var comesFirst = all.stream()
                    .anyMatch(written -> !written.block().equals(block.label())
                            && dominance.dominates(written.block(), block.label()));
            return isOne && comesFirst ? OptionalLong.of(all.get(0).value()) : OptionalLong.empty();
        }
    }
}
