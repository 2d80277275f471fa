package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds calls between {@code bpf_spin_lock} and {@code bpf_spin_unlock}, where the verifier allows none but those of lists and trees that the
 * lock is for ({@code do_check} and {@code kfunc_spin_allowed} of the kernel's {@code verifier.c}). Since 6.9 it follows calls of functions
 * there; here they are in place. What compares two nodes of a tree runs while its lock is held.
 */
public final class CheckLocks implements FunctionCheck {
    /** What the lock of a list or a tree is for. */
    static final Set<String> LOCKED_KFUNCS = Set.of(
            "bpf_list_push_front_impl",
            "bpf_list_push_back_impl",
            "bpf_list_pop_front",
            "bpf_list_pop_back",
            "bpf_list_front",
            "bpf_list_back",
            "bpf_rbtree_add_impl",
            "bpf_rbtree_remove",
            "bpf_rbtree_first",
            "bpf_rbtree_root",
            "bpf_rbtree_left",
            "bpf_rbtree_right",
            "bpf_refcount_acquire_impl");

    /** First kernel that tells the entries apart that it shows to callbacks. */
    private static final KernelVersion SHOWN = new KernelVersion(6, 2);

    private final KernelVersion target;

    /** Checks for a kernel and all later ones. */
    public CheckLocks(KernelVersion target) {
        this.target = target;
    }

    @Override
    public List<Diagnostic> check(Function function) {
        var findings = new Search(function).findings();
        return target.atLeast(SHOWN) || !(function.kind() instanceof FunctionKind.Callback)
                ? findings
                : Stream.concat(findings.stream(), shown(function)).toList();
    }

    /** Returns what is wrong with locks in values that the kernel calls back with. */
    private Stream<Diagnostic> shown(Function function) {
        Set<Value> entries = new HashSet<>();
        for (var parameter : function.parameters()) entries.add(parameter.value());
        List<Diagnostic> findings = new ArrayList<>();
        for (var block : function.blocks()) {
            for (var op : block.ops()) {
                if (op instanceof Op.Binary sum && entries.contains(sum.left())) entries.add(sum.result());
                if (op instanceof Op.Reinterpret same && entries.contains(same.value())) entries.add(same.result());
                if (op instanceof Op.Call call
                        && call.helpers().contains(Helper.SPIN_LOCK)
                        && call.arguments().stream().anyMatch(entries::contains))
                    findings.add(Diagnostic.of(
                            DiagnosticCode.NEWER_KERNEL,
                            call.location(),
                            "the lock of an entry that a callback is shown needs kernel " + SHOWN
                                    + ", the object must load on " + target));
            }
        }
        return findings.stream();
    }

    /** One function. Locks are held in the same way on all ways to a block, or the verifier finds the one that is not. */
    private static final class Search {
        private final Function function;
        private final ControlFlow flow;
        private final Map<BlockLabel, Boolean> heldAtEnd = new HashMap<>();
        private final List<Diagnostic> findings = new ArrayList<>();

        Search(Function function) {
            this.function = function;
            flow = ControlFlow.of(function);
        }

        List<Diagnostic> findings() {
            for (var block : flow.reversePostorder()) heldAtEnd.put(block.label(), follow(block, isHeldBefore(block)));
            return findings;
        }

        private boolean isHeldBefore(Block block) {
            if (block.equals(function.entry())) return comparesNodes();
            return flow.incoming(block.label()).stream()
                    .anyMatch(edge -> heldAtEnd.getOrDefault(edge.from().label(), false));
        }

        private boolean comparesNodes() {
            return function.kind() instanceof FunctionKind.Callback
                    && function.parameters().stream()
                            .anyMatch(parameter -> parameter.value().type() instanceof ValueType.Pointer pointer
                                    && pointer.kind() == MemoryKind.OBJECT);
        }

        private boolean follow(Block block, boolean heldBefore) {
            var held = heldBefore;
            for (var op : block.ops()) {
                if (!(op instanceof Op.Call call)) continue;
                if (isHelper(call, Helper.SPIN_UNLOCK)) held = false;
                else if (held) refuse(call);
                else if (isHelper(call, Helper.SPIN_LOCK)) held = true;
            }
            return held;
        }

        private void refuse(Op.Call call) {
            if (call instanceof Op.CallKfunc kfunc && LOCKED_KFUNCS.contains(kfunc.kfunc())) return;
            if (call instanceof Op.Assembly assembly && assembly.helpers().isEmpty()) return;
            var what =
                    isHelper(call, Helper.SPIN_LOCK) ? "a second lock is taken" : "`" + call.callee() + "` is called";
            findings.add(Diagnostic.of(DiagnosticCode.LOCK_HELD, call.location(), what + " while a lock is held"));
        }

        private static boolean isHelper(Op.Call call, Helper helper) {
            return call instanceof Op.CallHelper known && known.helper() == helper;
        }
    }
}
