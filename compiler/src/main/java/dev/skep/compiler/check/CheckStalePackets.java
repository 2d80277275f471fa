package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Dynptrs;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Target;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds memory of a packet that is touched through a pointer from before a call that may have moved the packet, and what a dynptr gave out
 * behind the call that gave the dynptr back. Comes after recursion is ruled out. Each block is looked at again when more pointers have become
 * stale on the ways to it.
 */
public final class CheckStalePackets implements UnitCheck {
    private static final Touches TOUCHES = new Touches();

    @Override
    public List<Diagnostic> check(Unit unit) {
        var changes = PacketChanges.of(unit);
        List<Diagnostic> findings = new ArrayList<>();
        for (var function : unit.functions()) {
            var loans = Loans.of(function);
            if (changes.byFunction(function.name()) || loans.hasSlices())
                findings.addAll(new Search(function, changes, loans).findings());
        }
        return findings;
    }

    /** One function that changes the packet, or has dynptrs. */
    private static final class Search {
        private final Function function;
        private final ControlFlow flow;
        private final PacketChanges changes;
        private final Loans loans;
        private final Map<BlockLabel, Map<Value, Op.Call>> before = new HashMap<>();
        private final Set<Diagnostic> findings = new LinkedHashSet<>();

        Search(Function function, PacketChanges changes, Loans loans) {
            this.function = function;
            this.changes = changes;
            this.loans = loans;
            flow = ControlFlow.of(function);
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
            if (op instanceof Op.Call call) {
                if (changes.byCall(op) || loans.movesPacket(op))
                    for (var packet : loans.ofPacket()) stale.putIfAbsent(packet, call);
                for (var slice : loans.endedBy(op)) stale.putIfAbsent(slice, call);
            }
            if (!(op instanceof Op.Producing made)) return;
            var source = loans.isDerived(made) ? stale.get(made.operands().get(0)) : null;
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
                touched(op).filter(stale::containsKey).findFirst().ifPresent(pointer -> {
                    var call = Optional.ofNullable(stale.get(pointer)).orElseThrow();
                    findings.add(finding(op, pointer, call));
                });
                step(op, stale);
            }
        }

        private static Stream<Value> touched(Op op) {
            if (op instanceof Op.Binary || op instanceof Op.Reinterpret) return Stream.of();
            if (op instanceof Op.CallFunction || op instanceof Op.Assembly || op instanceof Op.CallKfunc)
                return op.operands().stream();
            return op.accept(TOUCHES).stream();
        }

        private Diagnostic finding(Op op, Value pointer, Op.Call call) {
            var line = call.location().line();
            var isSlice =
                    loans.of(pointer).filter(loan -> loan.dynptr() != null).isPresent();
            var ends = Dynptrs.ended(call).or(() -> Dynptrs.made(call)).isPresent();
            return Diagnostic.of(
                    isSlice ? DiagnosticCode.STALE_SLICE : DiagnosticCode.STALE_PACKET,
                    op.location(),
                    "`" + call.callee() + "`" + (line == 0 ? "" : " in line " + line)
                            + (ends
                                    ? " ended the dynptr that this pointer came from"
                                    : " may have moved the packet since this pointer into it was made"));
        }
    }
}
