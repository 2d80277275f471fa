package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.INVALID_PROGRAM;

import com.sun.source.tree.MethodTree;
import dev.skep.asm.Width;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.ValueType.Nullness;
import dev.skep.ir.build.IrBuilder;
import dev.skep.lang.Fentry;
import dev.skep.lang.Fexit;
import dev.skep.lang.FmodRet;
import dev.skep.lang.Iter;
import dev.skep.lang.TracingContext;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType;
import dev.skep.processor.type.JavaType.ContextClass;
import dev.skep.processor.type.JavaType.KernelClass;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** The parameters of a program that are arguments of what it traces: 64-bit words of its context, whose types the verifier knows. */
final class TracedArguments {
    /** {@code MAX_BPF_FUNC_ARGS}. */
    private static final int MOST = 12;

    private final UnitScope unit;
    private final ExecutableElement method;

    TracedArguments(UnitScope unit, ExecutableElement method) {
        this.unit = unit;
        this.method = method;
    }

    /** Refuses parameters that no argument can be. */
    void require(MethodTree tree, String name) {
        var parameters = method.getParameters();
        for (var i = 0; i < parameters.size(); i++) {
            var type = unit.types().of(parameters.get(i));
            if (isContext(i) || type instanceof KernelClass || type.integer().isPresent()) continue;
            throw unit.reporter()
                    .refuse(
                            tree.getParameters().get(i),
                            INVALID_PROGRAM,
                            name + " takes a `" + type.text()
                                    + "`, need an integer or a @KernelType class, as the verifier knows the argument");
        }
        if (parameters.size() - first() > MOST)
            throw unit.reporter()
                    .refuse(
                            tree.getParameters().get(first() + MOST),
                            INVALID_PROGRAM,
                            name + " takes " + (parameters.size() - first()) + " arguments, at most " + MOST
                                    + " are handed over");
    }

    /** Returns what the parameters stand for inside. */
    List<Operand> operands(IrBuilder builder) {
        var context = builder.parameter("ctx", new BpfType.Pointer(BpfType.U64), ValueType.pointer(MemoryKind.CONTEXT));
        List<Operand> operands = new ArrayList<>();
        var parameters = method.getParameters();
        for (var i = 0; i < parameters.size(); i++) {
            var type = unit.types().of(parameters.get(i));
            operands.add(
                    isContext(i)
                            ? new Reference(Operand.Base.of(context), 0, type)
                            : argument(builder, context, i - first(), parameters.get(i), type));
        }
        return operands;
    }

    private Operand argument(IrBuilder builder, Value context, int position, VariableElement parameter, JavaType type) {
        var offset = position * Long.BYTES;
        if (type instanceof KernelClass) {
            var kind = isTrusted() ? MemoryKind.KERNEL : MemoryKind.WALKED;
            var pointer = new ValueType.Pointer(kind, nullness(position, parameter));
            var value = builder.load(pointer, Width.DW, Extension.ZERO, context, offset);
            return new Reference(Operand.Base.of(value), 0, type);
        }
        var integer = type.integer().orElseThrow();
        if (isIterator()) return new Scalar(member(builder, context, offset, integer), type);
        var word = builder.load(ValueType.I64, Width.DW, Extension.ZERO, context, offset);
        return new Scalar(narrowed(builder, word, integer), type);
    }

    /** An iterator's context is a struct, whose members are as wide as they are. */
    private static Value member(IrBuilder builder, Value context, int offset, Int type) {
        return builder.load(type.register(), type.width(), type.extension(), context, offset);
    }

    /** What is above a narrow argument in its word is anything. */
    private static Value narrowed(IrBuilder builder, Value word, Int type) {
        if (type.bits() == Long.SIZE) return word;
        var half = builder.truncate(word);
        if (type.bits() == Integer.SIZE) return half;
        return builder.extend(type.extension(), type.bits(), ValueType.I32, half);
    }

    private Nullness nullness(int position, VariableElement parameter) {
        var nullable = Signature.isNullable(parameter) || (isIterator() && position > 0);
        return nullable ? Nullness.NULLABLE : Nullness.NON_NULL;
    }

    /** What functions are called with may be on its way out; {@code prog_args_trusted} of the verifier. */
    private boolean isTrusted() {
        return method.getAnnotation(Fentry.class) == null
                && method.getAnnotation(Fexit.class) == null
                && method.getAnnotation(FmodRet.class) == null;
    }

    private boolean isIterator() {
        return method.getAnnotation(Iter.class) != null;
    }

    private int first() {
        return isContext(0) ? 1 : 0;
    }

    private boolean isContext(int position) {
        var parameters = method.getParameters();
        return position == 0
                && !parameters.isEmpty()
                && unit.types().of(parameters.get(0)) instanceof ContextClass
                && parameters.get(0).asType().toString().equals(TracingContext.class.getName());
    }
}
