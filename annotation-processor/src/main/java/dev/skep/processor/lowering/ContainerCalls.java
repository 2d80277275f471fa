package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.lang.Core;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.source.Refusal;
import java.util.Map;

/** From a struct of the kernel to the one that it is embedded in. */
final class ContainerCalls {
    private final FunctionLowering function;
    private final KernelCalls kernel;

    ContainerCalls(FunctionLowering function, KernelCalls kernel) {
        this.function = function;
        this.kernel = kernel;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(Core.class, "containerOf"), this::containerOf);
    }

    private Operand containerOf(Call call) {
        var tree = call.argument(0);
        var inner = kernel.reference(tree);
        var part = part(call.argument(1));
        function.touching(tree);
        var builder = function.builder;
        var address = builder.reinterpret(ValueType.I64, function.address(tree, inner));
        function.at(call.tree());
        return kernel.pointer(builder.binary(BinaryOp.SUB, address, offset(part)), part.root());
    }

    /** The address that the member has in a struct at address 0. */
    private Value offset(KernelPart part) {
        var layout = part.root().layout();
        function.unit.statics().struct(layout);
        var builder = function.builder;
        var nowhere = function.nullOf(ValueType.nullable(MemoryKind.UNTRUSTED));
        var member = builder.fieldAddress(nowhere, layout.name(), part.access(), part.offset());
        return builder.reinterpret(ValueType.I64, member);
    }

    /** Returns the member that a lambda names, {@code (mount m) -> m.mnt}. */
    private KernelPart part(ExpressionTree tree) {
        if (!(tree instanceof LambdaExpressionTree lambda) || !(lambda.getBody() instanceof ExpressionTree body))
            throw refuse(tree, " names no member");
        var part = new KernelParts(function).find(body).orElseThrow(() -> refuse(body, " is no member"));
        var name = lambda.getParameters().get(0).getName();
        if (!(part.base() instanceof IdentifierTree base) || !base.getName().equals(name))
            throw refuse(body, " is no member of `" + name + "`, but of what that leads to");
        if (!part.isStruct()) throw refuse(body, " is a pointer to a struct, which lies elsewhere");
        if (!part.shifts().isEmpty()) throw refuse(body, " is found at run time only");
        return part;
    }

    private Refusal refuse(ExpressionTree tree, String reason) {
        return function.refuse(
                tree,
                UNSUPPORTED_CALL,
                function.quote(tree) + reason,
                "name an embedded struct by the way from the outer one: `(task_struct task) -> task.children`");
    }
}
