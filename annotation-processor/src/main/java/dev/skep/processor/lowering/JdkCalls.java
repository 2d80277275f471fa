package dev.skep.processor.lowering;

import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Promotion;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.Owners;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;

/** Methods of {@code java.lang} that are arithmetic. What has no sign keeps having none. */
final class JdkCalls {
    private final FunctionLowering function;

    JdkCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        for (var type : List.of(Integer.class, Long.class)) {
            // spotless:off
            intrinsics.put(Calls.key(type, "rotateLeft"),  call -> rotate(call, BinaryOp.SHL, BinaryOp.LSHR));
            intrinsics.put(Calls.key(type, "rotateRight"), call -> rotate(call, BinaryOp.LSHR, BinaryOp.SHL));
            // spotless:on
        }
        intrinsics.put(Calls.key(Math.class, "min"), call -> choose(call, Condition.SLT, Condition.LT));
        intrinsics.put(Calls.key(Math.class, "max"), call -> choose(call, Condition.SGT, Condition.GT));
    }

    /** Returns the type of a call that is never made, sign included; that which is declared for methods of others. */
    static Int type(ExecutableElement method, Int declared, List<Int> arguments) {
        if (!Owners.of(method).getQualifiedName().toString().startsWith("java.lang.")) return declared;
        return switch (method.getSimpleName().toString()) {
            case "rotateLeft", "rotateRight" -> sign(declared, arguments.get(0));
            case "min", "max" -> Promotion.of(arguments.get(0), arguments.get(1));
            default -> declared;
        };
    }

    /** Shifts count by their lowest bits, so the distance that is left of the width is the negated one. */
    private Operand rotate(Call call, BinaryOp there, BinaryOp back) {
        var builder = function.builder;
        var result = function.result(call).integer().orElseThrow();
        var scalar = function.expressions.scalar(call.argument(0));
        var type = sign(result, function.integer(scalar));
        var value = function.converted(scalar, type);
        var distance = function.converted(function.expressions.scalar(call.argument(1)), type);
        var moved = builder.binary(there, value, distance);
        return new Scalar(
                builder.binary(BinaryOp.OR, moved, builder.binary(back, value, builder.negate(distance))), type);
    }

    private Operand choose(Call call, Condition signed, Condition unsigned) {
        var builder = function.builder;
        var left = function.arithmetic.side(call.argument(0), function.expressions.scalar(call.argument(0)));
        var right = function.arithmetic.side(call.argument(1), function.expressions.scalar(call.argument(1)));
        var type = function.arithmetic.common(call.tree(), left, right);
        var one = function.converted(left.scalar(), type);
        var other = function.converted(right.scalar(), type);
        var first = builder.newBlock("first");
        var second = builder.newBlock("second");
        var end = builder.newBlock("chosen", type.register());
        builder.branch(type.unsigned() ? unsigned : signed, one, other, first, second);
        function.place(first);
        builder.jump(end, one);
        function.place(second);
        builder.jump(end, other);
        function.place(end);
        return new Scalar(builder.blockParameter(end, 0), type);
    }

    private static Int sign(Int result, Int value) {
        return value.unsigned() ? result.withoutSign() : result;
    }
}
