package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUTSIDE_RCU;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.Kptr;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.KptrClass;
import dev.skep.processor.type.Special;
import java.util.Map;

/** Pointers in values of maps to objects, of the kernel or allocated: exchanged for references, or read where RCU keeps what is there. */
final class KptrCalls {
    /** First kernel whose verifier knows for how long an object is there that is in a list or a tree, too. */
    private static final KernelVersion ALLOCATED = new KernelVersion(6, 10);

    private final FunctionLowering function;
    private final ReferenceCalls references;

    KptrCalls(FunctionLowering function, ReferenceCalls references) {
        this.function = function;
        this.references = references;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(Kptr.class, "exchange"), this::exchange);
        intrinsics.put(Calls.key(Kptr.class, "value"), this::value);
    }

    private Operand exchange(Call call) {
        function.guards.requireTry(call);
        function.helpers.require(call.tree(), Helper.KPTR_XCHG);
        var address = SpecialValues.address(function, call, Special.KPTR);
        var target = ((KptrClass) function.type(call.receiver())).target();
        var held = ValueType.nullable(target instanceof KernelClass ? MemoryKind.KERNEL : MemoryKind.OBJECT);
        var given = given(call.argument(0), target, held);
        function.at(call.tree());
        var before = function.builder.callHelper(held, Helper.KPTR_XCHG, address, given);
        return references.taken(before, target);
    }

    private Value given(ExpressionTree tree, JavaType target, ValueType held) {
        var operand = function.expressions.lower(tree);
        if (operand instanceof Nothing) return function.nullOf(held);
        return references.given(tree, references.held(tree, operand), target);
    }

    private Operand value(Call call) {
        if (!function.guards.isKept())
            throw function.refuse(
                    call.tree(), OUTSIDE_RCU, function.quote(call.tree()) + " is read where RCU does not keep it");
        var target = ((KptrClass) function.type(call.receiver())).target();
        if (!(target instanceof KernelClass))
            function.unit.require(call.tree(), ALLOCATED, function.quote(call.tree()) + ", which a program allocated,");
        var address = SpecialValues.address(function, call, Special.KPTR);
        var kept = ValueType.nullable(target instanceof KernelClass ? MemoryKind.RCU : MemoryKind.OBJECT);
        var pointer = function.builder.load(kept, Width.DW, Extension.ZERO, address, 0);
        return new Reference(Operand.Base.of(pointer), 0, target);
    }
}
