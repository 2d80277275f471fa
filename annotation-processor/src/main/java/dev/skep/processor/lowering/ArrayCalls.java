package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.source.Constant;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Other;
import java.util.Arrays;
import java.util.Map;

/** Methods of {@code java.util.Arrays}. */
final class ArrayCalls {
    private final FunctionLowering function;

    ArrayCalls(FunctionLowering function) {
        this.function = function;
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(Arrays.class, "fill"), this::fill);
    }

    /** {@code fill(array, value)} or {@code fill(array, from, to, value)}. */
    private Operand fill(Call call) {
        var array = function.places.writable(call.argument(0), function.arrays.array(call.argument(0)));
        var whole = (ArrayOf) array.type();
        var isPart = call.tree().getArguments().size() == 4;
        var from = isPart ? bound(call.argument(1)) : 0;
        var to = isPart ? bound(call.argument(2)) : whole.length();
        if (from < 0 || from > to || to > whole.length())
            throw function.refuse(
                    call.argument(1),
                    OUT_OF_BOUNDS,
                    "elements " + from + " to " + to + " of " + function.quote(call.argument(0)) + ", which has "
                            + whole.length());
        if (!(whole.element() instanceof Int element))
            throw function.refuse(
                    call.argument(0), UNSUPPORTED_CALL, "a `" + whole.text() + "` is not filled with one value");
        var tree = call.argument(isPart ? 3 : 1);
        var value = function.converted(function.expressions.scalar(tree), element);
        var size = element.memory().size();
        var part = array.part((int) from * size, new ArrayOf(element, (int) (to - from)));
        if (from == to) return new Nothing(Other.VOID);
        function.touching(call.argument(0));
        if (isZero(tree) && (to - from) * size <= MOST_CLEARED)
            function.memory.zero(part.base().pointer(function.builder), part.offset(), (int) (to - from) * size);
        else store(call.argument(0), part, element, value);
        return new Nothing(Other.VOID);
    }

    /** What is cleared word by word. */
    private static final int MOST_CLEARED = 512;

    private boolean isZero(ExpressionTree tree) {
        return function.unit.constants().of(tree).map(Constant::value).orElse(1L) == 0;
    }

    private void store(ExpressionTree blame, Reference array, Int element, Value value) {
        var builder = function.builder;
        var once = function.arrays.once(array);
        var index = builder.newVariable("index", ValueType.I64);
        builder.write(index, builder.constant(ValueType.I64, 0));
        var head = builder.newBlock("fill");
        var end = builder.newBlock("filled");
        builder.jump(head);
        builder.position(head);
        var at = function.arrays.element(blame, once, builder.read(index));
        function.memory.store(at.base().pointer(builder), at.offset(), element, false, value);
        var next = builder.binary(BinaryOp.ADD, builder.read(index), builder.constant(ValueType.I64, 1));
        builder.write(index, next);
        builder.branch(Condition.LT, next, builder.constant(ValueType.I64, ArrayElements.length(array)), head, end);
        builder.seal(head);
        function.place(end);
    }

    private long bound(ExpressionTree tree) {
        return function.unit
                .constants()
                .of(tree)
                .map(Constant::value)
                .orElseThrow(() -> function.refuse(
                        tree,
                        UNSUPPORTED_CALL,
                        function.quote(tree) + " is no constant",
                        "fill between constants, or write a loop"));
    }
}
