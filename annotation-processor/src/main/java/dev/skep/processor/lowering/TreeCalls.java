package dev.skep.processor.lowering;

import dev.skep.asm.Condition;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.lang.BpfRbRoot;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Callbacks.Parameter;
import dev.skep.processor.lowering.Roots.Root;
import dev.skep.processor.type.Special;
import java.util.List;
import java.util.Map;

/** Sorted trees of objects. */
final class TreeCalls {
    private static final BpfType NODE = new BpfType.Pointer(Special.RB_NODE.memory());

    private final FunctionLowering function;
    private final Roots roots;
    private final Callbacks callbacks;
    private final Visits visits;
    private final Searches searches;

    TreeCalls(FunctionLowering function, Roots roots) {
        this.function = function;
        this.roots = roots;
        this.callbacks = new Callbacks(function);
        this.visits = new Visits(function, roots);
        this.searches = new Searches(function, roots);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(BpfRbRoot.class, "add"),         this::add);
        intrinsics.put(Calls.key(BpfRbRoot.class, "removeFirst"), this::removeFirst);
        intrinsics.put(Calls.key(BpfRbRoot.class, "first"),       call -> visits.visit(call, Special.RB_ROOT, "bpf_rbtree_first"));
        intrinsics.put(Calls.key(BpfRbRoot.class, "find"),        searches::find);
        intrinsics.put(Calls.key(BpfRbRoot.class, "remove"),      searches::remove);
        // spotless:on
    }

    private Operand add(Call call) {
        var kfunc = "bpf_rbtree_add_impl";
        var root = roots.root(call, Special.RB_ROOT, kfunc);
        var nodes = List.of(parameter("one", root), parameter("other", root));
        var less = function.guards.locked(
                Guards.Place.of(root.lock()), () -> callbacks.handComparison(call.argument(1), "less", nodes));
        var node = roots.given(call.argument(0), root);
        var none = function.builder.constant(ValueType.I64, 0);
        return roots.insert(call, root, kfunc, root.address(), node, less, none, none);
    }

    private Parameter parameter(String name, Root root) {
        return new Parameter(
                name, NODE, ValueType.pointer(MemoryKind.OBJECT), (inside, node) -> roots.object(root, node));
    }

    private Operand removeFirst(Call call) {
        function.guards.requireTry(call);
        var root = roots.root(call, Special.RB_ROOT, "bpf_rbtree_remove");
        var builder = function.builder;
        function.at(call.tree());
        roots.lock(root);
        var first = roots.node("bpf_rbtree_first", root.address());
        var some = builder.newBlock("some");
        var wanted = builder.newBlock("wanted");
        var none = builder.newBlock("none");
        var end = builder.newBlock("removed", first.type());
        builder.branch(Condition.NE, first, function.nullOf(first.type()), some, none);
        function.place(some);
        if (call.tree().getArguments().isEmpty()) builder.jump(wanted);
        else ask(call, root, first, wanted, none);
        function.at(call.tree());
        if (builder.reached(wanted)) {
            function.place(wanted);
            var removed = roots.node("bpf_rbtree_remove", root.address(), first);
            roots.unlock(root);
            builder.jump(end, removed);
        }
        function.place(none);
        roots.unlock(root);
        builder.jump(end, builder.constant(first.type(), 0));
        function.place(end);
        return roots.taken(root, builder.blockParameter(end, 0));
    }

    private void ask(Call call, Root root, Value first, BlockLabel wanted, BlockLabel none) {
        function.guards.locked(Guards.Place.of(root.lock()), () -> {
            callbacks.run(
                    call.argument(0),
                    List.of(roots.object(root, first)),
                    (at, operand) ->
                            function.branchIfSet(function.scalar(at, operand).value(), wanted, none));
            return root;
        });
    }
}
