package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.NULL_DEREFERENCE;

import com.sun.source.tree.ExpressionTree;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.CellClass;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import dev.skep.processor.type.JavaType.Stored;
import dev.skep.processor.type.JavaType.StructClass;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/**
 * What a method takes and returns, as far as registers can carry it.
 *
 * @param placement where its code is
 */
record Signature(List<JavaType> parameters, JavaType result, Placement placement) {
    private static final int REGISTERS = 5;

    static Signature of(UnitScope unit, ExecutableElement method) {
        var parameters = method.getParameters().stream().map(unit.types()::of);
        return new Signature(parameters.toList(), unit.types().result(method), Placement.of(method));
    }

    /** Returns whether the method can be a function of its own. */
    boolean fitsRegisters() {
        return parameters.size() <= REGISTERS && stubborn().findAny().isEmpty();
    }

    /** Returns what keeps it from being one. */
    String obstacle() {
        if (parameters.size() > REGISTERS)
            return "takes " + parameters.size() + " parameters, at most " + REGISTERS + " reach a function";
        return stubborn().findFirst().orElseThrow();
    }

    private Stream<String> stubborn() {
        var taken = parameters.stream().filter(type -> !isPassed(type)).map(type -> "takes a `" + type.text() + "`");
        return result == Other.VOID || result.integer().isPresent()
                ? taken
                : Stream.concat(taken, Stream.of("returns a `" + result.text() + "`"));
    }

    /** A function that is to stay one takes references as they come; elsewhere it is better to know what memory they lead to. */
    private boolean isPassed(JavaType type) {
        return type instanceof ContextClass
                || type.integer().isPresent()
                || (placement == Placement.ALONE && isReference(type));
    }

    private static boolean isReference(JavaType type) {
        return type instanceof StructClass || type instanceof CellClass;
    }

    /** Returns how a type of a signature shows in BTF. */
    static BpfType shown(JavaType type) {
        if (type instanceof ContextClass context) return context.pointer();
        if (type instanceof KernelClass record) return record.pointer();
        if (type instanceof Stored memory && isReference(type)) return new BpfType.Pointer(memory.memory());
        return type.integer().map(Int::memory).orElse(BpfType.VOID);
    }

    /** Returns what a type of a signature is in a register. */
    static ValueType register(JavaType type) {
        var memory =
                type instanceof ContextClass || type instanceof KernelClass ? MemoryKind.CONTEXT : MemoryKind.MEMORY;
        return type.integer().map(Int::register).orElse(ValueType.pointer(memory));
    }

    /** Returns an argument as it goes over. */
    static Value value(FunctionLowering function, ExpressionTree tree, Operand argument) {
        if (argument instanceof Nothing)
            throw function.refuse(tree, NULL_DEREFERENCE, "a function of its own takes no `null`", "pass memory");
        if (!(argument instanceof Reference reference))
            return function.scalar(tree, argument).value();
        function.touching(tree);
        var address = function.address(reference);
        return reference.type() instanceof ContextClass
                ? address
                : function.builder.reinterpret(ValueType.pointer(MemoryKind.MEMORY), address);
    }

    /** Returns what a parameter stands for inside. */
    static Operand operand(Value value, JavaType type) {
        return type.integer().isPresent() ? new Scalar(value, type) : new Reference(Operand.Base.of(value), 0, type);
    }
}
