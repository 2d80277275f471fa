package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.Kernel;
import dev.skep.lang.RawTracepointContext;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.KernelClass;
import java.util.Map;

/** Where programs get pointers to structs of the kernel. */
final class KernelCalls {
    /** The most arguments that a tracepoint has. */
    private static final int ARGUMENTS = 12;

    private static final ValueType UNTRUSTED = ValueType.nullable(MemoryKind.UNTRUSTED);

    private final FunctionLowering function;

    KernelCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(RawTracepointContext.class, "arg"),            this::argument);
        intrinsics.put(Calls.key(Kernel.class,               "currentTask"),    this::currentTask);
        intrinsics.put(Calls.key(Kernel.class,               "currentTaskBtf"), this::currentTaskBtf);
        // spotless:on
    }

    private Operand argument(Call call) {
        var context = Calls.reference(function, call.receiver());
        var place = call.argument(0);
        var index = function.unit
                .constants()
                .of(place)
                .orElseThrow(() -> function.refuse(
                        place,
                        UNSUPPORTED_CALL,
                        function.quote(place) + " is no constant",
                        "name the argument by its number"))
                .value();
        if (index < 0 || index >= ARGUMENTS)
            throw function.refuse(
                    place, OUT_OF_BOUNDS, "argument " + index + " of a tracepoint, which has at most " + ARGUMENTS);
        var struct = call.tree().getArguments().size() > 1 ? struct(call.argument(1)) : null;
        var pointer = context.base().pointer(function.builder);
        var number = function.builder.load(ValueType.I64, Width.DW, Extension.ZERO, pointer, (int) index * Long.BYTES);
        return struct == null ? new Scalar(number, Int.ULONG) : pointer(number, struct);
    }

    private Operand currentTask(Call call) {
        var struct = task(call);
        function.helpers.require(call.tree(), Helper.GET_CURRENT_TASK);
        return pointer(function.builder.callHelper(ValueType.I64, Helper.GET_CURRENT_TASK), struct);
    }

    private Operand currentTaskBtf(Call call) {
        var struct = task(call);
        function.helpers.require(call.tree(), Helper.GET_CURRENT_TASK_BTF);
        var task = function.builder.callHelper(ValueType.pointer(MemoryKind.KERNEL), Helper.GET_CURRENT_TASK_BTF);
        return new Reference(Operand.Base.of(task), 0, struct);
    }

    private Operand pointer(Value number, KernelClass struct) {
        return new Reference(Operand.Base.of(function.builder.reinterpret(UNTRUSTED, number)), 0, struct);
    }

    private KernelClass task(Call call) {
        var struct = struct(call.argument(0));
        if (struct.layout().name().equals("task_struct")) return struct;
        throw function.refuse(
                call.argument(0),
                UNSUPPORTED_CALL,
                "`" + struct.text() + "` stands for `" + struct.layout().name() + "`, and a task is a `task_struct`",
                "name a @KernelType(\"task_struct\") class");
    }

    private KernelClass struct(ExpressionTree tree) {
        if (function.classLiteral(tree).orElse(null) instanceof KernelClass struct) return struct;
        throw function.refuse(
                tree,
                UNSUPPORTED_CALL,
                function.quote(tree) + " names no @KernelType class",
                "declare one with the fields that are read");
    }
}
