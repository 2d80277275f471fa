package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.MemberSelectTree;
import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Value;
import dev.skep.processor.lowering.Operand.Fields;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.Composite;
import dev.skep.processor.type.JavaType.RecordClass;
import dev.skep.processor.type.Owners;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/** Methods of records: their components, and whether two are equal. */
final class RecordCalls {
    private final FunctionLowering function;

    RecordCalls(FunctionLowering function) {
        this.function = function;
    }

    /** Returns whether a call asks a record for something. */
    boolean has(Call call) {
        return Owners.of(call.method()).getKind() == ElementKind.RECORD
                && !call.method().getModifiers().contains(Modifier.STATIC)
                && call.tree().getMethodSelect() instanceof MemberSelectTree;
    }

    Operand lower(Call call) {
        var name = call.method().getSimpleName().toString();
        var record = function.expressions.lower(call.receiver());
        if (name.equals("equals") && record.type() instanceof RecordClass) return equals(call, record);
        if (call.tree().getArguments().isEmpty()) {
            if (record instanceof Fields fields && has(fields.type(), name)) return PlaceFinder.component(fields, name);
            if (record instanceof Reference reference
                    && reference.type() instanceof Composite composite
                    && has(composite, name)) return function.places.component(call.receiver(), reference, name);
        }
        throw function.refuse(
                call.tree(),
                UNSUPPORTED_CALL,
                "`" + name + "` is no component of `" + record.type().text() + "`");
    }

    private static boolean has(Composite record, String name) {
        return record.field(name).isPresent();
    }

    private Operand equals(Call call, Operand receiver) {
        var left = function.memory.fields(call.receiver(), receiver);
        var argument = function.expressions.lower(call.argument(0));
        if (!argument.type().equals(left.type()))
            throw function.refuse(
                    call.tree(),
                    UNSUPPORTED_CALL,
                    "a `" + argument.type().text() + "` never equals a `"
                            + left.type().text() + "`",
                    "compare records of one class");
        return new Scalar(equal(left, function.memory.fields(call.argument(0), argument)), Int.BOOLEAN);
    }

    private Value equal(Fields left, Fields right) {
        var all = function.constant(Int.BOOLEAN, 1).value();
        for (var i = 0; i < left.components().size(); i++) {
            var one = equal(left.components().get(i), right.components().get(i));
            all = i == 0 ? one : function.builder.binary(BinaryOp.AND, all, one);
        }
        return all;
    }

    private Value equal(Operand left, Operand right) {
        if (left instanceof Fields inner && right instanceof Fields other) return equal(inner, other);
        return function.builder.compare(Condition.EQ, ((Scalar) left).value(), ((Scalar) right).value());
    }
}
