package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUTSIDE_RCU;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.Kptr;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.KptrClass;
import dev.skep.processor.type.JavaType.ReferenceClass;
import dev.skep.processor.type.Special;
import java.util.Map;

/** Pointers in values of maps to objects of the kernel: exchanged for references, or read where RCU keeps what is there. */
final class KptrCalls {
    private static final ValueType NULLABLE = ValueType.nullable(MemoryKind.KERNEL);

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
        var target = target(call);
        var given = given(call.argument(0), target);
        function.at(call.tree());
        var before = function.builder.callHelper(NULLABLE, Helper.KPTR_XCHG, address, given);
        return references.taken(before, target);
    }

    private KernelClass target(Call call) {
        return ((KptrClass) function.type(call.receiver())).target();
    }

    /** The reference is held no more. */
    private Value given(ExpressionTree tree, KernelClass target) {
        var operand = function.expressions.lower(tree);
        if (operand instanceof Nothing) return function.nullOf(NULLABLE);
        var held = references.held(tree, operand);
        var isThat = held.type() instanceof ReferenceClass reference
                && reference.target() instanceof KernelClass struct
                && struct.layout().name().equals(target.layout().name());
        if (!isThat)
            throw function.refuse(
                    tree, UNSUPPORTED_CALL, "a `" + held.type().text() + "` leads to no `" + target.text() + "`");
        var builder = function.builder;
        var pointer = builder.reinterpret(ValueType.pointer(MemoryKind.KERNEL), builder.read(held.handle()));
        builder.write(held.handle(), function.nullOf(NULLABLE));
        return pointer;
    }

    private Operand value(Call call) {
        if (!function.guards.isKept())
            throw function.refuse(
                    call.tree(), OUTSIDE_RCU, function.quote(call.tree()) + " is read where RCU does not keep it");
        var address = SpecialValues.address(function, call, Special.KPTR);
        var kept = ValueType.nullable(MemoryKind.RCU);
        var pointer = function.builder.load(kept, Width.DW, Extension.ZERO, address, 0);
        return new Reference(Operand.Base.of(pointer), 0, target(call));
    }
}
