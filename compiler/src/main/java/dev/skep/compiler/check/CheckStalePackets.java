package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds memory of a packet that is touched through a pointer from before a call that may have moved the packet. Comes after recursion is ruled
 * out. Each block is looked at again when more pointers have become stale on the ways to it.
 */
public final class CheckStalePackets implements UnitCheck {
    private static final Touches TOUCHES = new Touches();
    private static final Set<MemoryKind> PACKETS =
            EnumSet.of(MemoryKind.PACKET, MemoryKind.PACKET_END, MemoryKind.PACKET_META);

    @Override
    public List<Diagnostic> check(Unit unit) {
        var changes = PacketChanges.of(unit);
        List<Diagnostic> findings = new ArrayList<>();
        for (var function : unit.functions())
            if (changes.byFunction(function.name())) findings.addAll(new Search(function, changes).findings());
        return findings;
    }

    /** One function that changes the packet. */
    private static final class Search {
        private final Function function;
        private final ControlFlow flow;
        private final PacketChanges changes;
        private final Set<Value> packets = new LinkedHashSet<>();
        private final Map<BlockLabel, Map<Value, Op.Call>> before = new HashMap<>();
        private final Set<Diagnostic> findings = new LinkedHashSet<>();

        Search(Function function, PacketChanges changes) {
            this.function = function;
            this.changes = changes;
            flow = ControlFlow.of(function);
            for (var parameter : function.parameters()) collect(parameter.value());
            for (var block : flow.reversePostorder()) {
                block.parameters().forEach(this::collect);
                for (var op : block.ops()) if (op instanceof Op.Producing producing) collect(producing);
            }
        }

        private void collect(Value value) {
            if (value.type() instanceof ValueType.Pointer pointer && PACKETS.contains(pointer.kind()))
                packets.add(value);
        }

        private void collect(Op.Producing op) {
            collect(op.result());
            if (isDerived(op)) packets.add(op.result());
        }

        /** Returns whether an op makes a pointer into the packet from another one. */
        private boolean isDerived(Op.Producing op) {
            if (!(op.result().type() instanceof ValueType.Pointer)) return false;
            if (op instanceof Op.Reinterpret made) return packets.contains(made.value());
            return op instanceof Op.Binary sum && packets.contains(sum.left());
        }

        List<Diagnostic> findings() {
            Deque<Block> work = new ArrayDeque<>(flow.reversePostorder());
            Set<BlockLabel> waiting = new HashSet<>();
            work.forEach(block -> waiting.add(block.label()));
            while (!work.isEmpty()) {
                var block = work.remove();
                waiting.remove(block.label());
                var stale = pass(block);
                for (var target : block.terminator().targets())
                    if (arrive(target, stale) && waiting.add(target.label())) work.add(flow.block(target.label()));
            }
            for (var block : function.blocks()) report(block);
            return new ArrayList<>(findings);
        }

        private Map<Value, Op.Call> at(Block block) {
            return new HashMap<>(before.getOrDefault(block.label(), Map.of()));
        }

        /** Returns what is stale behind a block, each with the call that made it so. */
        private Map<Value, Op.Call> pass(Block block) {
            var stale = at(block);
            for (var op : block.ops()) step(op, stale);
            return stale;
        }

        private void step(Op op, Map<Value, Op.Call> stale) {
            if (op instanceof Op.Call call && changes.byCall(op))
                for (var packet : packets) stale.putIfAbsent(packet, call);
            if (!(op instanceof Op.Producing made)) return;
            var source = isDerived(made) ? stale.get(made.operands().get(0)) : null;
            if (source == null) stale.remove(made.result());
            else stale.put(made.result(), source);
        }

        /** Takes what is stale along an edge, and returns whether that is more than was known. */
        private boolean arrive(Target target, Map<Value, Op.Call> stale) {
            var known = before.computeIfAbsent(target.label(), label -> new HashMap<>());
            var size = known.size();
            var parameters = flow.block(target.label()).parameters();
            stale.forEach((value, call) -> {
                if (!parameters.contains(value)) known.putIfAbsent(value, call);
            });
            for (var i = 0; i < parameters.size(); i++) {
                var call = stale.get(target.arguments().get(i));
                if (call != null) known.putIfAbsent(parameters.get(i), call);
            }
            return known.size() > size;
        }

        private void report(Block block) {
            var stale = at(block);
            for (var op : block.ops()) {
                touched(op)
                        .flatMap(pointer -> Optional.ofNullable(stale.get(pointer)).stream())
                        .findFirst()
                        .ifPresent(call -> findings.add(finding(op, call)));
                step(op, stale);
            }
        }

        private static Stream<Value> touched(Op op) {
            if (op instanceof Op.Binary || op instanceof Op.Reinterpret) return Stream.of();
            if (op instanceof Op.CallFunction || op instanceof Op.Assembly) return op.operands().stream();
            return op.accept(TOUCHES).stream();
        }

        private static Diagnostic finding(Op op, Op.Call call) {
            var line = call.location().line();
            return Diagnostic.of(
                    DiagnosticCode.STALE_PACKET,
                    op.location(),
                    "`" + call.callee() + "`" + (line == 0 ? "" : " in line " + line)
                            + " may have moved the packet since this pointer into it was made");
        }
    }
}
