package dev.skep.processor.lowering;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.Other;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/** What a method takes and returns, as far as registers can carry it. */
record Signature(List<JavaType> parameters, JavaType result) {
    private static final int REGISTERS = 5;

    static Signature of(UnitScope unit, ExecutableElement method) {
        var parameters = method.getParameters().stream().map(p -> unit.types().of(p, p.asType()));
        return new Signature(parameters.toList(), unit.types().of(method, method.getReturnType()));
    }

    /** Returns whether the method can be a function of its own. */
    boolean fitsRegisters() {
        return parameters.size() <= REGISTERS && stubborn().findAny().isEmpty();
    }

    /** Returns what keeps it from being one. */
    String obstacle() {
        if (parameters.size() > REGISTERS)
            return "takes " + parameters.size() + " parameters, at most " + REGISTERS + " reach a function";
        return stubborn()
                .map(type -> "passes a `" + type.text() + "`, which is no integer")
                .findFirst()
                .orElseThrow();
    }

    private Stream<JavaType> stubborn() {
        var unfit = parameters.stream()
                .filter(type ->
                        !(type instanceof ContextClass) && type.integer().isEmpty());
        return Stream.concat(
                unfit,
                Stream.of(result)
                        .filter(type -> type != Other.VOID && type.integer().isEmpty()));
    }

    /** Returns how a type of a signature shows in BTF. */
    static BpfType shown(JavaType type) {
        if (type instanceof ContextClass context) return context.pointer();
        return type.integer().map(Int::memory).orElse(BpfType.VOID);
    }

    /** Returns what a type of a signature is in a register. */
    static ValueType register(JavaType type) {
        return type.integer().map(Int::register).orElse(ValueType.pointer(MemoryKind.CONTEXT));
    }

    /** Returns an argument as it goes over. */
    static Value value(FunctionLowering function, ExpressionTree tree, Operand argument) {
        return argument instanceof Reference context
                ? function.address(context)
                : function.scalar(tree, argument).value();
    }

    /** Returns what a parameter stands for inside. */
    static Operand operand(Value value, JavaType type) {
        return type.integer().isPresent() ? new Scalar(value, type) : new Reference(Operand.Base.of(value), 0, type);
    }
}
