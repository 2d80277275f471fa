package dev.skep.processor.lowering;

import dev.skep.ir.ValueType;
import dev.skep.lang.BpfListHead;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.type.Special;
import java.util.Map;

/** Lists of objects. */
final class ListCalls {
    private final FunctionLowering function;
    private final Roots roots;
    private final Visits visits;

    ListCalls(FunctionLowering function, Roots roots) {
        this.function = function;
        this.roots = roots;
        this.visits = new Visits(function, roots);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(BpfListHead.class, "pushFront"), call -> push(call, "bpf_list_push_front_impl"));
        intrinsics.put(Calls.key(BpfListHead.class, "pushBack"),  call -> push(call, "bpf_list_push_back_impl"));
        intrinsics.put(Calls.key(BpfListHead.class, "popFront"),  call -> pop(call, "bpf_list_pop_front"));
        intrinsics.put(Calls.key(BpfListHead.class, "popBack"),   call -> pop(call, "bpf_list_pop_back"));
        intrinsics.put(Calls.key(BpfListHead.class, "front"),     call -> visits.visit(call, Special.LIST_HEAD, "bpf_list_front"));
        intrinsics.put(Calls.key(BpfListHead.class, "back"),      call -> visits.visit(call, Special.LIST_HEAD, "bpf_list_back"));
        // spotless:on
    }

    private Operand push(Call call, String kfunc) {
        var root = roots.root(call, Special.LIST_HEAD, kfunc);
        var node = roots.given(call.argument(0), root);
        var none = function.builder.constant(ValueType.I64, 0);
        return roots.insert(call, root, kfunc, root.address(), node, none, none);
    }

    private Operand pop(Call call, String kfunc) {
        function.guards.requireTry(call);
        var root = roots.root(call, Special.LIST_HEAD, kfunc);
        function.at(call.tree());
        roots.lock(root);
        var node = roots.node(kfunc, root.address());
        roots.unlock(root);
        return roots.taken(root, node);
    }
}
