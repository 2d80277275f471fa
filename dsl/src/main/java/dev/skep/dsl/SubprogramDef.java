package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A function that programs call; it becomes part of every object whose programs call it, where its lambda runs once.
 *
 * <pre>{@code
 * static final SubprogramDef<U32> FOLD = subprogram("fold", U32, Checksum::fold);
 * static final ParameterDef<U32> SUM = FOLD.parameter("sum", U32);
 * }</pre>
 */
public final class SubprogramDef<R extends Scalar<R>> {
    private static final int MAXIMUM_PARAMETERS = 5;

    private final String name;
    private final ScalarType<R> result;
    private final Consumer<SubprogramBuilder<R>> statements;
    private final SourceLine location = UserCode.line();
    private final List<ParameterDef<?>> parameters = new ArrayList<>();
    private boolean called;

    private SubprogramDef(String name, ScalarType<R> result, Consumer<SubprogramBuilder<R>> statements) {
        this.name = name;
        this.result = result;
        this.statements = statements;
    }

    /** A subprogram that returns a {@code result}. */
    public static <R extends Scalar<R>> SubprogramDef<R> subprogram(
            String name, ScalarType<R> result, Consumer<SubprogramBuilder<R>> statements) {
        return new SubprogramDef<>(name, result, statements);
    }

    /** Adds a parameter behind the others, five at most. */
    public <V extends Scalar<V>> ParameterDef<V> parameter(String parameter, ScalarType<V> type) {
        if (called) {
            throw new IllegalStateException(
                    "subprogram `" + name + "` is in use; declare parameter `" + parameter + "` before");
        }
        if (parameters.size() == MAXIMUM_PARAMETERS) {
            throw new IllegalArgumentException(
                    "parameter `" + parameter + "` is the sixth of subprogram `" + name + "`, five at most");
        }
        if (parameters.stream().anyMatch(p -> p.name().equals(parameter))) {
            throw new IllegalArgumentException("subprogram `" + name + "` has a parameter `" + parameter + "` already");
        }
        var added = new ParameterDef<>(this, parameter, type);
        parameters.add(added);
        return added;
    }

    R call(Body body, List<Argument> arguments) {
        called = true;
        var operands = operands(body, arguments);
        body.parts().add(this);
        var ir = body.statement();
        var values = new ArrayList<Value>();
        for (var i = 0; i < operands.size(); i++)
            values.add(operands.get(i).in(body, parameters.get(i).type()));
        return result.handle(body.computed(ir.callFunction(result.valueType(), name, values)));
    }

    /** Returns the operands in the order of the parameters. */
    private List<Operand> operands(Body body, List<Argument> arguments) {
        Map<ParameterDef<?>, Operand> given = new HashMap<>();
        for (var argument : arguments) {
            argument.operand().require(body);
            if (!parameters.contains(argument.parameter())) {
                throw new IllegalArgumentException(
                        "`" + argument.parameter() + "` is no parameter of subprogram `" + name + "`");
            }
            if (given.put(argument.parameter(), argument.operand()) != null) {
                throw new IllegalArgumentException("parameter `" + argument.parameter() + "` is given twice");
            }
        }
        return parameters.stream().map(p -> operand(p, given.get(p))).toList();
    }

    private static Operand operand(ParameterDef<?> parameter, @Nullable Operand given) {
        if (given == null) throw new IllegalArgumentException("parameter `" + parameter + "` is not given");
        return given;
    }

    List<ParameterDef<?>> parameters() {
        return parameters;
    }

    ScalarType<R> result() {
        return result;
    }

    Consumer<SubprogramBuilder<R>> statements() {
        return statements;
    }

    SourceLine location() {
        return location;
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
