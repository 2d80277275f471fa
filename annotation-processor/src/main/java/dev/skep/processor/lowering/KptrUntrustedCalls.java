package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNKNOWN_OBJECT;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.lang.KptrUntrusted;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.KptrClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.Special;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Pointers in values of maps to objects of the kernel that may be gone: written and read as they are. */
final class KptrUntrustedCalls {
    private static final ValueType UNTRUSTED = ValueType.nullable(MemoryKind.KPTR);

    /** What the verifier knows by its type in the kernel. */
    private static final Set<MemoryKind> KNOWN =
            EnumSet.of(MemoryKind.KERNEL, MemoryKind.RCU, MemoryKind.WALKED, MemoryKind.KPTR);

    private final FunctionLowering function;

    KptrUntrustedCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(KptrUntrusted.class, "set"), this::set);
        intrinsics.put(Calls.key(KptrUntrusted.class, "value"), this::value);
    }

    /** It may be gone: the verifier takes what a field of another object leads to as well. */
    private Operand set(Call call) {
        var address = SpecialValues.address(function, call, Special.KPTR_UNTRUSTED);
        var tree = call.argument(0);
        var operand = function.expressions.lower(tree);
        var object = operand instanceof Nothing ? function.nullOf(UNTRUSTED) : object(call, tree, operand);
        function.touching(call.receiver());
        function.builder.store(Width.DW, address, 0, object);
        return new Nothing(Other.VOID);
    }

    private Value object(Call call, ExpressionTree tree, Operand operand) {
        if (!(operand instanceof Reference object) || !object.type().equals(target(call)))
            throw function.refuse(
                    tree,
                    UNSUPPORTED_CALL,
                    "a `" + operand.type().text() + "` is no `" + target(call).text() + "`");
        var address = function.address(tree, object);
        if (address.type() instanceof ValueType.Pointer pointer && KNOWN.contains(pointer.kind())) return address;
        throw function.refuse(tree, UNKNOWN_OBJECT, function.quote(tree) + " is no object that the verifier knows");
    }

    private JavaType target(Call call) {
        return ((KptrClass) function.type(call.receiver())).target();
    }

    private Operand value(Call call) {
        var address = SpecialValues.address(function, call, Special.KPTR_UNTRUSTED);
        var pointer = function.builder.load(UNTRUSTED, Width.DW, Extension.ZERO, address, 0);
        return new Reference(Operand.Base.of(pointer), 0, target(call));
    }
}
