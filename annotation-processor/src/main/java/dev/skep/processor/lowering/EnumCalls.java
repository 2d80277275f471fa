package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_ENUM;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.MemberSelectTree;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.EnumClass;
import dev.skep.processor.type.Owners;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/** Methods of enum constants: their number, by the accessor that the enum has for it. */
final class EnumCalls {
    private final FunctionLowering function;

    EnumCalls(FunctionLowering function) {
        this.function = function;
    }

    /** Returns whether a call asks a constant of an enum for something. */
    boolean has(Call call) {
        var owner = Owners.of(call.method());
        return !call.method().getModifiers().contains(Modifier.STATIC)
                && call.tree().getMethodSelect() instanceof MemberSelectTree
                && (owner.getKind() == ElementKind.ENUM
                        || owner.getQualifiedName().contentEquals("java.lang.Enum"));
    }

    Operand lower(Call call) {
        var name = call.method().getSimpleName();
        var receiver = function.expressions.scalar(call.receiver());
        if (!(receiver.type() instanceof EnumClass constants)) throw unknown(call);
        if (name.contentEquals("ordinal")) return ordinal(call, receiver, constants);
        if (constants.accessors().contains(name.toString())
                && call.tree().getArguments().isEmpty()) return new Scalar(receiver.value(), constants.number());
        throw unknown(call);
    }

    private Operand ordinal(Call call, Scalar receiver, EnumClass constants) {
        if (constants.isOrdinal()) return new Scalar(function.converted(receiver, Int.INT), Int.INT);
        throw function.refuse(
                call.tree(),
                INVALID_ENUM,
                "the positions of the constants of `" + constants.text()
                        + "` are not their numbers, which are all there is",
                "give the enum a field with its number, and a method that returns it");
    }

    private Refusal unknown(Call call) {
        var owner = Owners.of(call.method());
        return function.refuse(
                call.tree(),
                UNSUPPORTED_CALL,
                "`" + owner.getSimpleName() + "." + call.method().getSimpleName()
                        + "` cannot be called from the kernel",
                CallWords.instead(call.method()));
    }
}
