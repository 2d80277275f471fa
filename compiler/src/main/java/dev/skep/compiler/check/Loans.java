package dev.skep.compiler.check;

import dev.skep.ir.Dynptrs;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.kernel.Helper;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pointers of a function that are good for a while only: into a packet, and into what dynptrs of its frame lead to. */
final class Loans {
    private static final Set<MemoryKind> PACKETS =
            EnumSet.of(MemoryKind.PACKET, MemoryKind.PACKET_END, MemoryKind.PACKET_META);
    private static final Loan OF_PACKET = new Loan(null);
    private static final String SKB = "bpf_dynptr_from_skb";

    private final Map<Value, Loan> loans = new LinkedHashMap<>();
    private final Map<Value, StackSlot> slots = new HashMap<>();
    private final Set<StackSlot> packets = new HashSet<>();
    private final Set<StackSlot> movable = new HashSet<>();
    /** The dynptrs that the function is handed. */
    private final Set<Value> given = new HashSet<>();

    private final Map<StackSlot, StackSlot> originals = new HashMap<>();

    /**
     * Where a pointer is from.
     *
     * @param dynptr null where it was made from the packet itself
     */
    record Loan(@Nullable StackSlot dynptr) {}

    private Loans(Function function) {
        var flow = ControlFlow.of(function);
        for (var parameter : function.parameters()) {
            collect(parameter.value());
            if (Dynptrs.isTaken(parameter.type())) given.add(parameter.value());
        }
        for (var block : flow.reversePostorder()) {
            block.parameters().forEach(this::collect);
            for (var op : block.ops()) {
                note(op);
                if (op instanceof Op.Producing producing) collect(producing);
            }
        }
        while (passOn(flow)) {
            for (var block : flow.reversePostorder())
                for (var op : block.ops()) if (op instanceof Op.Producing producing) collect(producing);
        }
    }

    static Loans of(Function function) {
        return new Loans(function);
    }

    /** Notes which pieces of the frame are dynptrs of packets. */
    private void note(Op op) {
        if (op instanceof Op.StackAddress address) slots.put(address.result(), address.slot());
        if (op instanceof Op.Reinterpret made && slots.containsKey(made.value()))
            slots.put(made.result(), slots.get(made.value()));
        var made = Dynptrs.made(op).map(slots::get).orElse(null);
        if (made == null) return;
        var original = slots.get(op.operands().get(0));
        if (original != null) originals.put(made, originals.getOrDefault(original, original));
        if (Dynptrs.isOfPacket(op) || packets.contains(original)) packets.add(made);
        if (((Op.Call) op).callee().equals(SKB) || movable.contains(original)) movable.add(made);
    }

    private void collect(Value value) {
        if (value.type() instanceof ValueType.Pointer pointer && PACKETS.contains(pointer.kind()))
            loans.put(value, OF_PACKET);
    }

    private void collect(Op.Producing op) {
        collect(op.result());
        Dynptrs.sliced(op).map(slots::get).ifPresent(dynptr -> loans.put(op.result(), new Loan(dynptr)));
        if (isDerived(op))
            loans.putIfAbsent(
                    op.result(),
                    Optional.ofNullable(loans.get(op.operands().get(0))).orElseThrow());
    }

    /** Takes what is handed to blocks for what it is, and returns whether anything is new. */
    private boolean passOn(ControlFlow flow) {
        var before = loans.size();
        for (var block : flow.reversePostorder())
            for (var target : block.terminator().targets()) {
                List<Value> parameters = flow.block(target.label()).parameters();
                for (var i = 0; i < parameters.size(); i++) {
                    var loan = loans.get(target.arguments().get(i));
                    if (loan != null) loans.putIfAbsent(parameters.get(i), loan);
                }
            }
        return loans.size() > before;
    }

    /** Returns whether an op makes such a pointer from another one. */
    boolean isDerived(Op.Producing op) {
        if (!(op.result().type() instanceof ValueType.Pointer)) return false;
        if (op instanceof Op.Reinterpret made) return loans.containsKey(made.value());
        return op instanceof Op.Binary sum && loans.containsKey(sum.left());
    }

    /** Returns where a pointer is from; empty for those that stay good. */
    Optional<Loan> of(Value pointer) {
        return Optional.ofNullable(loans.get(pointer));
    }

    /** Returns the pointers into the packet. */
    List<Value> ofPacket() {
        return loans.keySet().stream()
                .filter(value -> {
                    var dynptr = Optional.ofNullable(loans.get(value)).map(Loan::dynptr);
                    return dynptr.isEmpty() || packets.contains(dynptr.get());
                })
                .toList();
    }

    /** Returns whether any pointer is from a dynptr. */
    boolean hasSlices() {
        return loans.values().stream().anyMatch(loan -> loan.dynptr() != null);
    }

    /** Returns the pointers from the dynptr that an op makes anew, or gives back with its copies. */
    List<Value> endedBy(Op op) {
        var made = Dynptrs.made(op).map(slots::get);
        var ended = Dynptrs.ended(op).map(slots::get);
        return loans.entrySet().stream()
                .filter(entry -> {
                    var dynptr = Optional.ofNullable(entry.getValue().dynptr());
                    return dynptr.isPresent()
                            && (dynptr.equals(made)
                                    || dynptr.map(this::original).equals(ended));
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    private StackSlot original(StackSlot dynptr) {
        return originals.getOrDefault(dynptr, dynptr);
    }

    /** Returns whether an op writes to the packet through a dynptr, which may move it, as one may that the function is handed. */
    boolean movesPacket(Op op) {
        if (!(op instanceof Op.CallHelper call) || call.helper() != Helper.DYNPTR_WRITE) return false;
        var dynptr = call.arguments().get(0);
        return given.contains(dynptr) || movable.contains(slots.get(dynptr));
    }
}
