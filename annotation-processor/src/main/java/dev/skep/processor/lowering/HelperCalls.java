package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.CallsHelper;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArrayOf;
import java.util.ArrayList;
import java.util.List;

/** Methods that are helper functions of the kernel, as their {@link CallsHelper} says. */
final class HelperCalls {
    private final FunctionLowering function;

    HelperCalls(FunctionLowering function) {
        this.function = function;
    }

    Operand lower(Call call) {
        var name = call.method().getAnnotation(CallsHelper.class).value();
        var helper = Helper.of(name).orElseThrow(() -> new IllegalStateException("no helper " + name));
        function.unit.require(call.tree(), helper.since(), "`" + name + "`");
        List<Value> arguments = new ArrayList<>();
        for (var argument : call.tree().getArguments()) add(arguments, argument);
        var type = function.result(call);
        function.at(call.tree());
        var register = type.integer().isPresent() ? type.integer().get().register() : ValueType.I64;
        var result = function.builder.callHelper(register, helper, arguments.toArray(Value[]::new));
        return type.integer().isPresent() ? new Scalar(result, type) : new Nothing(JavaType.Other.VOID);
    }

    /** Numbers go over in 64 bits, arrays as address and size, other memory as address. */
    private void add(List<Value> arguments, ExpressionTree tree) {
        var operand = function.expressions.lower(tree);
        if (operand instanceof Scalar scalar) {
            arguments.add(function.conversions.wide(scalar.value(), function.integer(scalar)));
        } else if (operand instanceof Reference reference) {
            function.touching(tree);
            arguments.add(function.address(reference));
            if (reference.type() instanceof ArrayOf array)
                arguments.add(
                        function.builder.constant(ValueType.I64, array.memory().size()));
        } else {
            throw function.refuse(
                    tree, UNSUPPORTED_CALL, "a `" + operand.type().text() + "` cannot be handed to a helper");
        }
    }
}
