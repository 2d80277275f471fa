package dev.skep.compiler.check;

import dev.skep.asm.Condition;
import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.Op;
import dev.skep.ir.Terminator;
import dev.skep.ir.Value;
import dev.skep.ir.graph.ControlFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls where a {@code bpf_res_spin_lock} is held: the verifier allows those of other such locks and of lists and trees only ({@code
 * kfunc_spin_allowed} of the kernel's {@code verifier.c}). Where the result of taking a lock was compared with 0 it is known whether it is held.
 */
public final class CheckResLocks implements FunctionCheck {
    private static final String TAKE = "bpf_res_spin_lock";
    private static final String GIVE_BACK = "bpf_res_spin_unlock";
    private static final String NUMBERS = "bpf_iter_num_";

    /** What ends a section, at whose beginning something has been said. */
    private static final Set<String> ENDS =
            Set.of("bpf_spin_unlock", "bpf_local_irq_restore", "bpf_preempt_enable", "bpf_rcu_read_unlock");

    @Override
    public List<Diagnostic> check(Function function) {
        var search = new Search(function);
        return search.taken.isEmpty() ? List.of() : search.findings();
    }

    private static boolean isKfunc(Op op, String beginning) {
        return op instanceof Op.CallKfunc call && call.kfunc().startsWith(beginning);
    }

    /** One function. The calls that take locks stand for the locks. */
    private static final class Search {
        private final ControlFlow flow;
        private final Map<Value, Op.CallKfunc> taken = new HashMap<>();
        private final Map<Value, Op> made = new HashMap<>();
        private final Map<Value, List<Value>> merged = new HashMap<>();
        private final Map<BlockLabel, Set<Op.CallKfunc>> heldAtEnd = new HashMap<>();
        private final List<Diagnostic> findings = new ArrayList<>();

        Search(Function function) {
            flow = ControlFlow.of(function);
            for (var block : flow.reversePostorder())
                for (var op : block.ops())
                    if (op instanceof Op.CallKfunc call && isKfunc(call, TAKE)) taken.put(call.result(), call);
        }

        List<Diagnostic> findings() {
            for (var block : flow.reversePostorder()) {
                for (var op : block.ops()) if (op instanceof Op.Producing producing) made.put(producing.result(), op);
                for (var i = 0; i < block.parameters().size(); i++) merge(block, i);
            }
            for (var block : flow.reversePostorder()) heldAtEnd.put(block.label(), follow(block, heldBefore(block)));
            return findings;
        }

        private void merge(Block block, int parameter) {
            merged.put(
                    block.parameters().get(parameter),
                    flow.incoming(block.label()).stream()
                            .map(edge -> edge.target().arguments().get(parameter))
                            .toList());
        }

        private Set<Op.CallKfunc> heldBefore(Block block) {
            Set<Op.CallKfunc> held = new LinkedHashSet<>();
            if (block.equals(flow.reversePostorder().get(0))) return held;
            for (var edge : flow.incoming(block.label())) {
                var free = free(edge.from().terminator(), edge.index());
                for (var lock : heldAtEnd.getOrDefault(edge.from().label(), Set.of()))
                    if (!lock.equals(free)) held.add(lock);
            }
            return held;
        }

        /** Returns the lock that was not taken where control goes that way. */
        private Op.@Nullable CallKfunc free(Terminator end, int way) {
            if (!(end instanceof Terminator.Branch branch) || !isZero(branch.right())) return null;
            if (branch.condition() != Condition.EQ && branch.condition() != Condition.NE) return null;
            var isZero = (branch.condition() == Condition.EQ) == (way == 0);
            return isZero ? takenUnlessZero(branch.left(), new HashSet<>()) : taken.get(branch.left());
        }

        /** Returns the lock that is not held where a value is 0. */
        private Op.@Nullable CallKfunc takenUnlessZero(Value value, Set<Value> seen) {
            if (!seen.add(value)) return null;
            if (made.get(value) instanceof Op.Compare compare)
                return compare.condition() == Condition.EQ && isZero(compare.right())
                        ? taken.get(compare.left())
                        : null;
            Op.CallKfunc lock = null;
            for (var argument : merged.getOrDefault(value, List.of())) {
                if (isZero(argument)) continue;
                var other = takenUnlessZero(argument, seen);
                if (other != null && lock != null && !other.equals(lock)) return null;
                lock = other == null ? lock : other;
            }
            return lock;
        }

        private boolean isZero(Value value) {
            return made.get(value) instanceof Op.Constant constant && constant.value() == 0;
        }

        private Set<Op.CallKfunc> follow(Block block, Set<Op.CallKfunc> held) {
            for (var op : block.ops()) {
                if (!(op instanceof Op.Call call)) continue;
                if (isKfunc(call, GIVE_BACK)) held.removeIf(lock -> isSame(lock, call));
                else if (!held.isEmpty()) refuse(call, held);
                if (taken.containsValue(call)) held.add((Op.CallKfunc) call);
            }
            return held;
        }

        private static boolean isSame(Op.CallKfunc lock, Op.Call call) {
            return lock.arguments().get(0).equals(call.arguments().get(0));
        }

        private void refuse(Op.Call call, Set<Op.CallKfunc> held) {
            if (taken.containsValue(call)) {
                if (held.stream().anyMatch(lock -> isSame(lock, call))) refuse(call, "the lock is taken again");
                return;
            }
            if (isKfunc(call, NUMBERS) || ENDS.contains(call.callee())) return;
            if (call instanceof Op.CallKfunc kfunc && CheckLocks.LOCKED_KFUNCS.contains(kfunc.kfunc())) return;
            if (call instanceof Op.Assembly assembly && assembly.helpers().isEmpty()) return;
            refuse(call, "`" + call.callee() + "` is called");
        }

        private void refuse(Op.Call call, String what) {
            findings.add(Diagnostic.of(DiagnosticCode.LOCK_HELD, call.location(), what + " while a lock is held"));
        }
    }
}
