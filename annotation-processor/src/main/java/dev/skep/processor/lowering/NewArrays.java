package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewArrayTree;
import dev.skep.ir.Value;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Stored;

/** Arrays that a program makes: they lie in the frame, all zero or with the elements that are given. */
final class NewArrays {
    private final FunctionLowering function;

    NewArrays(FunctionLowering function) {
        this.function = function;
    }

    Operand lower(NewArrayTree tree) {
        var type = new ArrayShapes(function.unit).of(tree);
        var builder = function.builder;
        var slot = builder.newSlot(
                type.text(),
                type.memory().size(),
                Math.min(Long.BYTES, type.memory().alignment()));
        var pointer = builder.stackAddress(slot);
        function.loops.made(pointer, function.loops.around());
        function.frames.add(pointer);
        if (tree.getInitializers() == null || !tree.getDimensions().isEmpty()) builder.zero(pointer, 0, slot.size());
        else fill(tree, type, pointer, 0);
        return new Reference(Operand.Base.of(pointer), 0, type);
    }

    private void fill(NewArrayTree tree, ArrayOf type, Value pointer, int offset) {
        var size = type.element().memory().size();
        for (var i = 0; i < type.length(); i++) {
            var element = tree.getInitializers().get(i);
            if (element instanceof NewArrayTree row && type.element() instanceof ArrayOf rows)
                fill(row, rows, pointer, offset + i * size);
            else put(element, type.element(), pointer, offset + i * size);
        }
    }

    private void put(ExpressionTree tree, Stored type, Value pointer, int offset) {
        var integer = type.integer()
                .orElseThrow(() -> function.refuse(
                        tree,
                        UNSUPPORTED_JAVA,
                        "an element of a `" + type.text() + "` array cannot be given here",
                        "make the array with its length, and assign to the fields of its elements"));
        var value = function.converted(function.expressions.scalar(tree), integer);
        function.memory.store(pointer, offset, integer, false, value);
    }
}
