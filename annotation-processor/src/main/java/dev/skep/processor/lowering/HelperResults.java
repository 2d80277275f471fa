package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What helper functions return, by the types that their methods declare: numbers, answers, and pointers that may be null. */
final class HelperResults {
    /** Helpers whose pointer is never null. */
    private static final Set<Helper> NEVER_NULL =
            EnumSet.of(Helper.GET_LOCAL_STORAGE, Helper.TASK_PT_REGS, Helper.THIS_CPU_PTR);

    /** Helpers that return what a CPU has of a variable, which nobody writes to. */
    static final Set<Helper> PER_CPU = EnumSet.of(Helper.THIS_CPU_PTR, Helper.PER_CPU_PTR);

    private final FunctionLowering function;

    HelperResults(FunctionLowering function) {
        this.function = function;
    }

    /** Refuses calls whose result would be lost or is another struct than the class that is named stands for. */
    void check(Call call) {
        if (type(call) == Other.SOCKET) function.guards.requireTry(call);
    }

    /** Calls the helper. */
    Operand of(Call call, Helper helper, List<Value> arguments) {
        var type = type(call);
        var result = function.builder.callHelper(register(type, helper), helper, arguments.toArray(Value[]::new));
        if (type == Int.BOOLEAN) return function.isZero(result);
        if (type == Other.VOID) return new Nothing(Other.VOID);
        if (type == Other.SOCKET)
            return function.guards.taken(
                    result, type, (code, taken) -> code.callHelper(ValueType.I64, Helper.SK_RELEASE, taken));
        if (PER_CPU.contains(helper)) return new Reference(new Operand.Base.Computed(result, true), 0, type);
        if (type instanceof KernelClass struct) requireStruct(call, helper, struct);
        return type.integer().isPresent() ? new Scalar(result, type) : new Reference(Operand.Base.of(result), 0, type);
    }

    /** The call's own type, which has the types that a map or a class literal brings in. */
    private JavaType type(Call call) {
        var declared = call.method().getReturnType();
        return declared.getKind().isPrimitive() ? function.result(call) : function.type(call.tree());
    }

    private static ValueType register(JavaType type, Helper helper) {
        if (type == Int.BOOLEAN || type == Other.VOID) return ValueType.I64;
        if (type.integer().isPresent()) return type.integer().get().register();
        var kind = MemoryKind.MAP_VALUE;
        if (type == Other.SOCKET) kind = MemoryKind.SOCKET;
        if (type instanceof ContextClass) kind = MemoryKind.CONTEXT;
        if (type instanceof KernelClass) kind = MemoryKind.KERNEL;
        return NEVER_NULL.contains(helper) ? ValueType.pointer(kind) : ValueType.nullable(kind);
    }

    private void requireStruct(Call call, Helper helper, KernelClass struct) {
        var returned = helper.returnType().replace("struct ", "").replace(" *", "");
        if (!struct.kernelName().equals(returned))
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    "`" + struct.text() + "` stands for `" + struct.layout().name() + "`, and this is a `" + returned
                            + "`",
                    "name a @KernelType(\"" + returned + "\") class");
    }
}
