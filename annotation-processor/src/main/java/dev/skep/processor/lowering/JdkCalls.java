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
        // spotless:off
        intrinsics.put(Calls.key(Byte.class, "toUnsignedInt"),     call -> withoutSign(call, Int.BYTE, Int.INT));
        intrinsics.put(Calls.key(Byte.class, "toUnsignedLong"),    call -> withoutSign(call, Int.BYTE, Int.LONG));
        intrinsics.put(Calls.key(Short.class, "toUnsignedInt"),    call -> withoutSign(call, Int.SHORT, Int.INT));
        intrinsics.put(Calls.key(Short.class, "toUnsignedLong"),   call -> withoutSign(call, Int.SHORT, Int.LONG));
        intrinsics.put(Calls.key(Integer.class, "toUnsignedLong"), call -> withoutSign(call, Int.INT, Int.LONG));
        // spotless:on
        for (var type : List.of(Int.INT, Int.LONG)) {
            var box = type == Int.LONG ? Long.class : Integer.class;
            // spotless:off
            intrinsics.put(Calls.key(box, "compare"),           call -> compare(call, type));
            intrinsics.put(Calls.key(box, "compareUnsigned"),   call -> compare(call, type.withoutSign()));
            intrinsics.put(Calls.key(box, "divideUnsigned"),    call -> divide(call, type, BinaryOp.UDIV));
            intrinsics.put(Calls.key(box, "remainderUnsigned"), call -> divide(call, type, BinaryOp.UREM));
            // spotless:on
        }
        intrinsics.put(Calls.key(Math.class, "abs"), this::abs);
        intrinsics.put(Calls.key(Math.class, "min"), call -> choose(call, Condition.SLT, Condition.LT));
        intrinsics.put(Calls.key(Math.class, "max"), call -> choose(call, Condition.SGT, Condition.GT));
    }

    /** Returns the type of a call that is never made, sign included; that which is declared for methods of others. */
    static Int type(ExecutableElement method, Int declared, List<Int> arguments) {
        if (!Owners.of(method).getQualifiedName().toString().startsWith("java.lang.")) return declared;
        return switch (method.getSimpleName().toString()) {
            case "rotateLeft",
                    "rotateRight",
                    "highestOneBit",
                    "lowestOneBit",
                    "reverseBytes",
                    "abs",
                    "divideUnsigned",
                    "remainderUnsigned" -> sign(declared, arguments.get(0));
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

    /** The bits are kept, and zeroes are put in front of them. */
    private Operand withoutSign(Call call, Int parameter, Int result) {
        var type = parameter.withoutSign();
        var bits = function.converted(function.expressions.scalar(call.argument(0)), type);
        return new Scalar(function.converted(new Scalar(bits, type), result), result);
    }

    /** Both are as wide as the method says, and have a sign or none as it says. */
    private Operand compare(Call call, Int type) {
        var builder = function.builder;
        var one = function.converted(function.expressions.scalar(call.argument(0)), type);
        var other = function.converted(function.expressions.scalar(call.argument(1)), type);
        var more = builder.compare(type.unsigned() ? Condition.GT : Condition.SGT, one, other);
        var less = builder.compare(type.unsigned() ? Condition.LT : Condition.SLT, one, other);
        return new Scalar(builder.binary(BinaryOp.SUB, more, less), Int.INT);
    }

    private Operand divide(Call call, Int result, BinaryOp operation) {
        var scalar = function.expressions.scalar(call.argument(0));
        var type = sign(result, function.integer(scalar));
        var dividend = function.converted(scalar, type);
        var divisor = function.converted(function.expressions.scalar(call.argument(1)), type);
        return new Scalar(function.builder.binary(operation, dividend, divisor), type);
    }

    /** A number that is negative has all bits set where its sign is spread, and 0 otherwise. */
    private Operand abs(Call call) {
        var builder = function.builder;
        var scalar = function.expressions.scalar(call.argument(0));
        var type = function.integer(scalar).promoted();
        var value = function.converted(scalar, type);
        if (type.unsigned()) return new Scalar(value, type);
        var sign = builder.binary(BinaryOp.ASHR, value, builder.constant(type.register(), type.bits() - 1));
        return new Scalar(builder.binary(BinaryOp.SUB, builder.binary(BinaryOp.XOR, value, sign), sign), type);
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

    /** Returns the type of a result whose argument decides whether it has a sign. */
    static Int sign(Int result, Int value) {
        return value.unsigned() ? result.withoutSign() : result;
    }
}
