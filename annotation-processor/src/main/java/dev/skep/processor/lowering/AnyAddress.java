package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BpfType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.lowering.Operand.Text;

/** Where something lies that the kernel reads with care, whatever it is: a text, memory, a struct or an array of the kernel, or a number. */
final class AnyAddress {
    private final FunctionLowering function;
    private final KernelParts parts;
    private final KernelReads reads;

    AnyAddress(FunctionLowering function) {
        this.function = function;
        this.parts = new KernelParts(function);
        this.reads = new KernelReads(function);
    }

    /** Returns the address. */
    Value of(ExpressionTree tree) {
        var array = parts.find(tree).filter(part -> part.layout() instanceof BpfType.Array);
        if (array.isPresent()) return function.builder.reinterpret(ValueType.I64, reads.address(tree, array.get()));
        var operand = function.expressions.lower(tree);
        if (operand instanceof Text text) return function.address(function.texts.literal(tree, text));
        if (operand instanceof Scalar number)
            return function.conversions.wide(number.value(), function.integer(number));
        if (operand instanceof Reference reference) {
            SpecialValues.requirePlain(function, tree, reference);
            function.touching(tree);
            return function.address(tree, reference);
        }
        throw function.refuse(tree, UNSUPPORTED_CALL, "a `" + operand.type().text() + "` is no pointer and no address");
    }
}
