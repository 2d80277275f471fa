package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUTSIDE_RCU;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_KFUNC;

import com.sun.source.tree.Tree;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.StructType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Kfunc;
import dev.skep.kernel.Kfunc.Flag;
import dev.skep.processor.lowering.Operand.Base;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What functions of the kernel return that is no reference: numbers, and structs of the kernel to be read. */
final class KfuncResults {
    private final FunctionLowering function;

    KfuncResults(FunctionLowering function) {
        this.function = function;
    }

    /** Calls a function, and returns its result as the type that its method declares. */
    Operand of(Call call, Kfunc kfunc, BpfType returns, JavaType type, List<Value> arguments) {
        return returns instanceof BpfType.Pointer pointer
                ? pointer(call, kfunc, pointer.target(), type, arguments)
                : number(call, kfunc, returns, type, arguments);
    }

    private Operand number(Call call, Kfunc kfunc, BpfType returns, JavaType type, List<Value> arguments) {
        var returned = type.integer().orElse(null);
        if ((returned == null && type != Other.VOID) || isWider(returned, returns))
            throw refused(call.tree(), kfunc, type);
        var value = call(call, returned == null ? ValueType.I64 : returned.register(), arguments);
        if (returned == null) return new Nothing(Other.VOID);
        return new Scalar(function.conversions.normalise(value, returned), type);
    }

    /** The verifier lets structs be read. */
    private Operand pointer(Call call, Kfunc kfunc, BpfType target, JavaType type, List<Value> arguments) {
        if (!isStruct(type, target)) throw refused(call.tree(), kfunc, type);
        if (!kfunc.has(Flag.RCU_PROTECTED))
            return reference(
                    call, kfunc, kfunc.has(Flag.RET_NULL) ? MemoryKind.KPTR : MemoryKind.WALKED, type, arguments);
        if (!function.guards.isKept())
            throw function.refuse(
                    call.tree(),
                    OUTSIDE_RCU,
                    function.quote(call.tree()) + " in a program that may sleep is outside of any RCU section");
        return reference(call, kfunc, MemoryKind.RCU, type, arguments);
    }

    private static boolean isStruct(JavaType type, BpfType target) {
        return type instanceof KernelClass struct
                && target instanceof StructType returned
                && ReferenceCalls.flavorless(struct.layout().name()).equals(returned.name());
    }

    private Operand reference(Call call, Kfunc kfunc, MemoryKind kind, JavaType type, List<Value> arguments) {
        var nullness = kfunc.has(Flag.RET_NULL) ? ValueType.Nullness.NULLABLE : ValueType.Nullness.NON_NULL;
        return new Reference(Base.of(call(call, new ValueType.Pointer(kind, nullness), arguments)), 0, type);
    }

    private Value call(Call call, ValueType register, List<Value> arguments) {
        function.at(call.tree());
        return function.builder.callKfunc(register, KfuncCalls.symbol(call), arguments);
    }

    private static boolean isWider(@Nullable Int returned, BpfType result) {
        return returned != null && returned.bits() > result.size() * Byte.SIZE;
    }

    private Refusal refused(Tree place, Kfunc kfunc, JavaType type) {
        return function.refuse(place, UNSUPPORTED_KFUNC, "`" + kfunc.name() + "` returns no `" + type.text() + "`");
    }
}
