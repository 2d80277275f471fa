package dev.skep.processor.lowering;

import dev.skep.asm.Condition;
import dev.skep.asm.Width;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.ByteSwap;
import dev.skep.ir.Target;
import dev.skep.ir.Value;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Methods of {@link Integer} and {@link Long} that count bits or move them. There are no instructions for them, and hardly any branches here: the
 * verifier walks each way through a program, and six questions in a row would make it walk what follows 64 times.
 */
final class BitCalls {
    private final FunctionLowering function;

    BitCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        register(intrinsics, Integer.class, Int.INT);
        register(intrinsics, Long.class, Int.LONG);
    }

    private void register(Map<String, Intrinsic> intrinsics, Class<?> owner, Int type) {
        // spotless:off
        intrinsics.put(Calls.key(owner, "bitCount"),              call -> number(call, type, this::count));
        intrinsics.put(Calls.key(owner, "numberOfLeadingZeros"),  call -> number(call, type, this::leadingZeros));
        intrinsics.put(Calls.key(owner, "numberOfTrailingZeros"), call -> number(call, type, this::trailingZeros));
        intrinsics.put(Calls.key(owner, "highestOneBit"),         call -> bits(call, type, this::highest));
        intrinsics.put(Calls.key(owner, "lowestOneBit"),          call -> bits(call, type, this::lowest));
        intrinsics.put(Calls.key(owner, "reverseBytes"),          call -> bits(call, type, this::reversed));
        // spotless:on
    }

    /** What is counted is an {@code int}. */
    private Operand number(Call call, Int type, UnaryOperator<Value> method) {
        var counted = method.apply(function.converted(function.expressions.scalar(call.argument(0)), type));
        return new Scalar(type == Int.LONG ? function.builder.truncate(counted) : counted, Int.INT);
    }

    /** What has no sign keeps having none. */
    private Operand bits(Call call, Int type, UnaryOperator<Value> method) {
        var scalar = function.expressions.scalar(call.argument(0));
        var kept = JdkCalls.sign(type, function.integer(scalar));
        return new Scalar(method.apply(function.converted(scalar, kept)), kept);
    }

    /** Adds neighbours, then neighbouring sums, until each byte has the sum of its bits, and then all bytes by one multiplication. */
    private Value count(Value value) {
        var pairs = sub(value, and(right(value, 1), 0x5555_5555_5555_5555L));
        var fours = add(and(pairs, 0x3333_3333_3333_3333L), and(right(pairs, 2), 0x3333_3333_3333_3333L));
        var bytes = and(add(fours, right(fours, 4)), 0x0f0f_0f0f_0f0f_0f0fL);
        var all = binary(BinaryOp.MUL, bytes, constant(value, 0x0101_0101_0101_0101L));
        return noMore(right(all, bitsOf(value) - 8), bitsOf(value));
    }

    /** Whoever follows the sum of bytes knows of 255 only; that there are no more bits than the value has is asked, so that an index may be made of it. */
    private Value noMore(Value counted, int most) {
        var builder = function.builder;
        var limit = constant(counted, most);
        var more = builder.newBlock("more");
        var end = builder.newBlock("counted", counted.type());
        builder.branch(Condition.GT, counted, limit, new Target(more, List.of()), new Target(end, List.of(counted)));
        function.place(more);
        builder.jump(end, limit);
        function.place(end);
        return builder.blockParameter(end, 0);
    }

    private Value leadingZeros(Value value) {
        return sub(constant(value, bitsOf(value)), count(filled(value)));
    }

    /** The zeroes below the lowest one are the ones of what is less by one, as far as they are zeroes here. */
    private Value trailingZeros(Value value) {
        var inverted = binary(BinaryOp.XOR, value, constant(value, -1));
        return count(binary(BinaryOp.AND, inverted, sub(value, constant(value, 1))));
    }

    private Value highest(Value value) {
        var filled = filled(value);
        return sub(filled, right(filled, 1));
    }

    private Value lowest(Value value) {
        return binary(BinaryOp.AND, value, function.builder.negate(value));
    }

    private Value reversed(Value value) {
        var width = value.type().bits() == 64 ? Width.DW : Width.W;
        return function.builder.swapBytes(ByteSwap.ALWAYS, width, value);
    }

    /** All bits below the highest one are set, too. */
    private Value filled(Value value) {
        var filled = value;
        for (var distance = 1; distance < bitsOf(value); distance *= 2)
            filled = binary(BinaryOp.OR, filled, right(filled, distance));
        return filled;
    }

    private static int bitsOf(Value value) {
        return value.type().bits();
    }

    private Value right(Value value, int distance) {
        return binary(BinaryOp.LSHR, value, constant(value, distance));
    }

    private Value and(Value value, long mask) {
        return binary(BinaryOp.AND, value, constant(value, mask));
    }

    private Value add(Value left, Value right) {
        return binary(BinaryOp.ADD, left, right);
    }

    private Value sub(Value left, Value right) {
        return binary(BinaryOp.SUB, left, right);
    }

    private Value binary(BinaryOp operation, Value left, Value right) {
        return function.builder.binary(operation, left, right);
    }

    /** Returns a constant of the width of {@code value}: the lower half of it where that has 32 bits. */
    private Value constant(Value value, long constant) {
        return function.builder.constant(value.type(), bitsOf(value) == 64 ? constant : (int) constant);
    }
}
