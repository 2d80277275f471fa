package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.Kernel;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.KernelClass;
import java.util.Map;

/** Where programs get pointers to structs of the kernel. */
final class KernelCalls {
    private static final ValueType UNTRUSTED = ValueType.nullable(MemoryKind.UNTRUSTED);

    private final FunctionLowering function;

    KernelCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(Kernel.class, "currentTask"), this::currentTask);
        intrinsics.put(Calls.key(Kernel.class, "currentTaskBtf"), this::currentTaskBtf);
        new ContextCalls(function, this).register(intrinsics);
        new CoreCalls(function, this).register(intrinsics);
        new ContainerCalls(function, this).register(intrinsics);
    }

    private Operand currentTask(Call call) {
        var struct = struct(call.argument(0), "task_struct");
        function.helpers.require(call.tree(), Helper.GET_CURRENT_TASK);
        return pointer(function.builder.callHelper(ValueType.I64, Helper.GET_CURRENT_TASK), struct);
    }

    private Operand currentTaskBtf(Call call) {
        var struct = struct(call.argument(0), "task_struct");
        function.helpers.require(call.tree(), Helper.GET_CURRENT_TASK_BTF);
        var task = function.builder.callHelper(ValueType.pointer(MemoryKind.KERNEL), Helper.GET_CURRENT_TASK_BTF);
        return new Reference(Operand.Base.of(task), 0, struct);
    }

    /** Returns what an address leads to, which the verifier does not trust. */
    Operand pointer(Value number, KernelClass struct) {
        return new Reference(Operand.Base.of(function.builder.reinterpret(UNTRUSTED, number)), 0, struct);
    }

    /** Returns the struct of the kernel that an argument leads to. */
    Reference reference(ExpressionTree tree) {
        var reference = Calls.reference(function, tree);
        if (reference.type() instanceof KernelClass) return reference;
        throw function.refuse(
                tree,
                UNSUPPORTED_CALL,
                function.quote(tree) + " is no struct of the kernel",
                "hand over a reference to a @KernelType class");
    }

    /** Returns the class that an argument names; it must stand for that struct. */
    KernelClass struct(ExpressionTree tree, String wanted) {
        var struct = struct(tree);
        if (struct.kernelName().equals(wanted)) return struct;
        throw function.refuse(
                tree,
                UNSUPPORTED_CALL,
                "`" + struct.text() + "` stands for `" + struct.layout().name() + "`, and this is a `" + wanted + "`",
                "name a @KernelType(\"" + wanted + "\") class");
    }

    /** Returns the class of a struct of the kernel that an argument names. */
    KernelClass struct(ExpressionTree tree) {
        if (function.classLiteral(tree).orElse(null) instanceof KernelClass struct
                && !struct.layout().name().isEmpty()) return struct;
        throw function.refuse(
                tree,
                UNSUPPORTED_CALL,
                function.quote(tree) + " names no @KernelType class",
                "declare one with the fields that are read");
    }
}
