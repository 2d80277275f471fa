package dev.skep.compiler.check;

import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.Function;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what the verifier does not let programs do with the memory of objects that they allocated: they reach it member by member, so that no
 * index is computed at run time, and only functions that are about such objects take it ({@code check_ptr_to_btf_access} and {@code
 * check_reg_type} of the kernel's {@code verifier.c}).
 */
public final class CheckObjects implements FunctionCheck {
    /** What the names of functions begin with that are about allocated objects. */
    private static final List<String> OWN = List.of("bpf_obj_", "bpf_list_", "bpf_rbtree_", "bpf_refcount_");

    @Override
    public List<Diagnostic> check(Function function) {
        Set<Value> constants = new HashSet<>();
        List<Diagnostic> findings = new ArrayList<>();
        for (var block : function.blocks())
            for (var op : block.ops()) if (op instanceof Op.Constant constant) constants.add(constant.result());
        for (var block : function.blocks())
            for (var op : block.ops())
                problem(op, constants)
                        .ifPresent(problem ->
                                findings.add(Diagnostic.of(DiagnosticCode.OBJECT_MEMORY, op.location(), problem)));
        return findings;
    }

    private static Optional<String> problem(Op op, Set<Value> constants) {
        if (op instanceof Op.Binary sum && isObject(sum.left()) && !constants.contains(sum.right()))
            return Optional.of("an index into an allocated object is no constant");
        if (op instanceof Op.Reinterpret made
                && isObject(made.value())
                && made.result().type() instanceof ValueType.Pointer
                && !isObject(made.result())) return Optional.of("an allocated object is handed over as other memory");
        if (op instanceof Op.Call call
                && call.arguments().stream().anyMatch(CheckObjects::isObject)
                && !takesObjects(call))
            return Optional.of("`" + call.callee() + "` is handed a part of an allocated object");
        return Optional.empty();
    }

    private static boolean takesObjects(Op.Call call) {
        if (call instanceof Op.CallKfunc) return OWN.stream().anyMatch(call.callee()::startsWith);
        return call instanceof Op.CallFunction
                || (call instanceof Op.CallHelper known && known.helper() == Helper.KPTR_XCHG);
    }

    private static boolean isObject(Value value) {
        return value.type() instanceof ValueType.Pointer pointer && pointer.kind() == MemoryKind.OBJECT;
    }
}
