package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.CallsHelper;
import dev.skep.lang.WithSize;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.lowering.Operand.Text;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Stored;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Methods that are helper functions of the kernel, as their {@link CallsHelper} says. */
final class HelperCalls {
    private final FunctionLowering function;

    HelperCalls(FunctionLowering function) {
        this.function = function;
    }

    Operand lower(Call call) {
        var name = call.method().getAnnotation(CallsHelper.class).value();
        var helper = Helper.of(name).orElseThrow(() -> new IllegalStateException("no helper " + name));
        function.helpers.require(call.tree(), helper);
        List<Value> arguments = new ArrayList<>();
        if (!call.method().getModifiers().contains(Modifier.STATIC)) add(arguments, call.receiver(), Sized.NO);
        for (var i = 0; i < call.tree().getArguments().size(); i++)
            add(
                    arguments,
                    call.argument(i),
                    Sized.of(call.method().getParameters().get(i)));
        var type = function.result(call);
        function.at(call.tree());
        var register = type.integer().isPresent() ? type.integer().get().register() : ValueType.I64;
        var result = function.builder.callHelper(register, helper, arguments.toArray(Value[]::new));
        return type.integer().isPresent() ? new Scalar(result, type) : new Nothing(JavaType.Other.VOID);
    }

    /** Whether the size of memory goes over behind its address. */
    private enum Sized {
        YES,
        NO,
        /** It ends with a NUL. */
        TEXT;

        static Sized of(VariableElement parameter) {
            if (parameter.asType().toString().equals(String.class.getName())) return TEXT;
            return parameter.getAnnotation(WithSize.class) == null ? NO : YES;
        }
    }

    /** Numbers go over in 64 bits, arrays as address and size, texts and other memory as address. */
    private void add(List<Value> arguments, ExpressionTree tree, Sized sized) {
        var operand = function.expressions.lower(tree);
        if (operand instanceof Text text && sized == Sized.TEXT) {
            arguments.add(function.address(function.texts.literal(tree, text)));
        } else if (operand instanceof Scalar scalar && sized == Sized.NO) {
            arguments.add(function.conversions.wide(scalar.value(), function.integer(scalar)));
        } else if (operand instanceof Reference reference && goesOver(reference.type(), sized)) {
            function.touching(tree);
            arguments.add(function.address(reference));
            if (sized == Sized.YES || (reference.type() instanceof ArrayOf && sized == Sized.NO))
                arguments.add(function.builder.constant(
                        ValueType.I64, ((Stored) reference.type()).memory().size()));
        } else if (operand instanceof Guard guard && sized == Sized.NO) {
            function.touching(tree);
            arguments.add(function.builder.read(guard.handle()));
        } else {
            throw function.refuse(
                    tree,
                    UNSUPPORTED_CALL,
                    "a `" + operand.type().text() + "` cannot be handed to a helper"
                            + (sized == Sized.YES ? " here" : ""),
                    "pass memory: a struct, an array or a cell such as U32.of(…)");
        }
    }

    private static boolean goesOver(JavaType type, Sized sized) {
        return sized != Sized.YES || type instanceof Stored;
    }
}
