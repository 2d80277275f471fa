package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.CONTEXT_INDEX;
import static dev.skep.compiler.DiagnosticCode.NOT_CONSTANT;
import static dev.skep.compiler.DiagnosticCode.OUT_OF_BOUNDS;
import static dev.skep.compiler.DiagnosticCode.UNPROVED_INDEX;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_JAVA;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import dev.skep.asm.Condition;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.source.Constant;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Stored;

/** Arrays, and where their elements lie. */
final class ArrayElements {
    private final FunctionLowering function;

    ArrayElements(FunctionLowering function) {
        this.function = function;
    }

    /** Returns the array that an expression yields. */
    Reference array(ExpressionTree tree) {
        if (function.expressions.lower(tree) instanceof Reference reference && reference.type() instanceof ArrayOf)
            return reference;
        throw function.refuse(tree, UNSUPPORTED_JAVA, function.quote(tree) + " is no array whose length is known");
    }

    /** Returns the length of an array. */
    static int length(Reference array) {
        return ((ArrayOf) array.type()).length();
    }

    /** Returns the element that {@code array[index]} means. */
    Reference element(ArrayAccessTree tree) {
        var array = array(tree.getExpression());
        var known = function.unit.constants().of(tree.getIndex());
        if (known.isPresent()) return element(tree, array, known.get().value());
        var once = once(array);
        if (FunctionLowering.isContext(once.base().pointer(function.builder)))
            throw function.refuse(tree.getIndex(), CONTEXT_INDEX, function.quote(tree.getIndex()) + " is no constant");
        var index = function.expressions.scalar(tree.getIndex());
        var wide = function.conversions.index(index.value(), function.integer(index));
        var element = element(tree.getExpression(), once, wide);
        toProve(tree.getIndex(), array, element, 1);
        return isRemainder(tree.getIndex())
                ? element(tree.getExpression(), once, compared(wide, length(array)))
                : element;
    }

    /** Returns an index of 64 bits that must be within an array, wherever that is. */
    Value proved(ExpressionTree tree, int length) {
        var index = function.expressions.scalar(tree);
        var wide = function.conversions.index(index.value(), function.integer(index));
        toProve(tree, somewhere(wide), length - 1, 1, unproved(tree, length - 1));
        return isRemainder(tree) ? compared(wide, length) : wide;
    }

    /** Returns an index of 64 bits that must not be negative, of an array whose end nobody knows. */
    Value provedPositive(ExpressionTree tree) {
        var index = function.expressions.scalar(tree);
        var type = function.integer(index);
        var wide = function.conversions.index(index.value(), type);
        if (!type.unsigned())
            toProve(tree, somewhere(wide), Integer.MAX_VALUE, 1, function.quote(tree) + " may be negative");
        return wide;
    }

    private Value somewhere(Value index) {
        var start = function.builder.constant(ValueType.pointer(MemoryKind.UNTRUSTED), 0);
        return function.builder.binary(BinaryOp.ADD, start, index);
    }

    /** No verifier knows the bounds of a remainder, whatever is proved here: it has to see a comparison. */
    private Value compared(Value index, int length) {
        var builder = function.builder;
        var within = builder.newBlock("within");
        var never = builder.newBlock("never");
        var end = builder.newBlock("index", ValueType.I64);
        builder.branch(Condition.LT, index, builder.constant(ValueType.I64, length), within, never);
        function.place(within);
        builder.jump(end, index);
        function.place(never);
        builder.jump(end, builder.constant(ValueType.I64, 0));
        function.place(end);
        return builder.blockParameter(end, 0);
    }

    private boolean isRemainder(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return isRemainder(inner.getExpression());
        if (tree instanceof TypeCastTree cast) return isRemainder(cast.getExpression());
        if (!(tree instanceof IdentifierTree)) return tree.getKind() == Tree.Kind.REMAINDER;
        var declared = function.unit.attribution().element(tree);
        if (function.unit.attribution().changes(declared)) return false;
        return function.unit
                .attribution()
                .variable(declared)
                .map(VariableTree::getInitializer)
                .filter(this::isRemainder)
                .isPresent();
    }

    /** Remembers that an index must be within an array. */
    private void toProve(ExpressionTree index, Reference array, Reference element, int elements) {
        var most = length(array) - elements;
        toProve(index, element, most, unproved(index, most));
    }

    /** Remembers that a pointer is moved by no more than so many bytes, and not back. */
    void toProve(ExpressionTree tree, Value moved, int most, DiagnosticCode code) {
        toProve(tree, moved, most, 1, unproved(tree, most), code);
    }

    private String unproved(ExpressionTree index, int most) {
        return function.quote(index) + " is not known to be within 0 and " + most;
    }

    /** Remembers that an element must be one of the first ones. */
    void toProve(ExpressionTree tree, Reference element, int most, String unproved) {
        var size = ((Stored) element.type()).memory().size();
        toProve(tree, element.base().pointer(function.builder), most, size, unproved);
    }

    private void toProve(ExpressionTree tree, Value address, int most, int size, String unproved) {
        toProve(tree, address, most, size, unproved, UNPROVED_INDEX);
    }

    private void toProve(ExpressionTree tree, Value address, int most, int size, String unproved, DiagnosticCode code) {
        var line = function.unit.sources().line(tree);
        function.indices.add(new Index(function.name, address, most, size, unproved, code, line, tree));
    }

    private Reference element(ArrayAccessTree tree, Reference array, long index) {
        if (index < 0 || index >= length(array))
            throw function.refuse(
                    tree.getIndex(),
                    OUT_OF_BOUNDS,
                    "index " + index + " of `" + tree.getExpression() + "`, which has " + length(array) + " elements");
        var element = ((ArrayOf) array.type()).element();
        return array.part((int) index * element.memory().size(), element);
    }

    /** Returns the elements from an index on, as an array. */
    Operand part(Call call) {
        var array = array(call.argument(0));
        var whole = (ArrayOf) array.type();
        var length = function.unit.constants().of(call.argument(2)).map(Constant::value);
        if (length.isEmpty())
            throw function.refuse(call.argument(2), NOT_CONSTANT, function.quote(call.argument(2)) + " is no constant");
        var known = function.unit.constants().of(call.argument(1)).map(Constant::value);
        var start = known.orElse(0L);
        if (length.get() < 1 || start < 0 || start + length.get() > whole.length())
            throw function.refuse(
                    call.argument(known.isPresent() ? 1 : 2),
                    OUT_OF_BOUNDS,
                    length.get() + " elements from index " + start + " of " + function.quote(call.argument(0))
                            + ", which has " + whole.length());
        var part = new ArrayOf(whole.element(), Math.toIntExact(length.get()));
        if (known.isPresent())
            return array.part(Math.toIntExact(start) * whole.element().memory().size(), part);
        var once = once(array);
        var index = function.expressions.scalar(call.argument(1));
        var element =
                element(call.argument(0), once, function.conversions.index(index.value(), function.integer(index)));
        toProve(call.argument(1), array, element, part.length());
        return element.part(0, part);
    }

    /** Returns an array with its address computed, so that it stays the same whatever happens afterwards. */
    Reference once(Reference array) {
        return array.at(array.base().pointer(function.builder));
    }

    /** Returns the element at an index of 64 bits; an array in a context has none. */
    Reference element(ExpressionTree tree, Reference array, Value index) {
        if (FunctionLowering.isContext(array.base().pointer(function.builder)))
            throw function.refuse(
                    tree,
                    CONTEXT_INDEX,
                    function.quote(tree) + " lies in a context, and its elements are met at no constant places",
                    "go to each of them by a constant index");
        if (((ValueType.Pointer) array.base().pointer(function.builder).type()).kind() == MemoryKind.KERNEL)
            throw function.refuse(
                    tree,
                    UNSUPPORTED_JAVA,
                    function.quote(tree)
                            + " lies in memory of the kernel, where the verifier lets nobody go to places that it does not know",
                    "go to each of them by a constant index");
        var element = ((ArrayOf) array.type()).element();
        var size = element.memory().size();
        var bytes = size == 1
                ? index
                : function.builder.binary(BinaryOp.MUL, index, function.builder.constant(ValueType.I64, size));
        function.touching(tree);
        var start = array.base().pointer(function.builder);
        return array.at(function.builder.binary(BinaryOp.ADD, start, bytes)).part(0, element);
    }
}
