package dev.skep.processor.lowering;

import dev.skep.asm.AtomicOp;
import dev.skep.ir.Value;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.S16;
import dev.skep.lang.S32;
import dev.skep.lang.S64;
import dev.skep.lang.S8;
import dev.skep.lang.U16;
import dev.skep.lang.U32;
import dev.skep.lang.U64;
import dev.skep.lang.U8;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.ExpressionLowering.Use;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.Other;
import java.util.List;
import java.util.Map;

/** Cells: a new one lies in the frame; all but reading and writing {@code value} is atomic. */
final class CellCalls {
    private static final KernelVersion ATOMICS = new KernelVersion(5, 12);

    private final FunctionLowering function;

    CellCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        for (var cell : List.of(U8.class, U16.class, U32.class, U64.class, S8.class, S16.class, S32.class, S64.class))
            intrinsics.put(Calls.key(cell, "of"), this::of);
        for (var cell : List.of(U32.class, U64.class, S32.class, S64.class)) {
            // spotless:off
            intrinsics.put(Calls.key(cell, "add"),             call -> update(call, AtomicOp.ADD, AtomicOp.FETCH_ADD));
            intrinsics.put(Calls.key(cell, "and"),             call -> update(call, AtomicOp.AND, AtomicOp.FETCH_AND));
            intrinsics.put(Calls.key(cell, "or"),              call -> update(call, AtomicOp.OR,  AtomicOp.FETCH_OR));
            intrinsics.put(Calls.key(cell, "xor"),             call -> update(call, AtomicOp.XOR, AtomicOp.FETCH_XOR));
            intrinsics.put(Calls.key(cell, "exchange"),        this::exchange);
            intrinsics.put(Calls.key(cell, "compareExchange"), this::compareExchange);
            // spotless:on
        }
    }

    private Operand of(Call call) {
        var type = (CellClass) function.type(call.tree());
        var value = number(call, 0, type.content());
        var slot = function.builder.newSlot(
                type.text(), type.content().bits() / 8, type.content().bits() / 8);
        var pointer = function.builder.stackAddress(slot);
        function.memory.store(pointer, 0, type.content(), false, value);
        return new Reference(Operand.Base.of(pointer), 0, type);
    }

    private Operand update(Call call, AtomicOp plain, AtomicOp fetching) {
        var cell = Calls.reference(function, call.receiver());
        var content = content(cell);
        var value = number(call, 0, content);
        var pointer = pointer(call, cell);
        if (call.use() == Use.DISCARDED) {
            if (plain != AtomicOp.ADD) require(call);
            function.builder.atomicUpdate(plain, content.width(), pointer, cell.offset(), value);
            return new Nothing(Other.VOID);
        }
        require(call);
        return new Scalar(
                function.builder.atomicFetch(fetching, content.width(), pointer, cell.offset(), value), content);
    }

    private Operand exchange(Call call) {
        var cell = Calls.reference(function, call.receiver());
        var content = content(cell);
        var value = number(call, 0, content);
        require(call);
        var pointer = pointer(call, cell);
        return new Scalar(
                function.builder.atomicFetch(AtomicOp.XCHG, content.width(), pointer, cell.offset(), value), content);
    }

    private Operand compareExchange(Call call) {
        var cell = Calls.reference(function, call.receiver());
        var content = content(cell);
        var expected = number(call, 0, content);
        var value = number(call, 1, content);
        require(call);
        var pointer = pointer(call, cell);
        return new Scalar(
                function.builder.compareExchange(content.width(), pointer, cell.offset(), expected, value), content);
    }

    private Value number(Call call, int argument, Int type) {
        return function.converted(function.expressions.scalar(call.argument(argument)), type);
    }

    private Value pointer(Call call, Reference cell) {
        var pointer = cell.base().pointer(function.builder);
        function.touching(call.receiver());
        return pointer;
    }

    private static Int content(Reference cell) {
        return ((CellClass) cell.type()).content();
    }

    private void require(Call call) {
        function.unit.require(call.tree(), ATOMICS, "an atomic operation other than adding");
    }
}
