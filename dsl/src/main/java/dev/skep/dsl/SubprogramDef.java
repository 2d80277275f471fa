package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.FunctionKind;
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
public final class SubprogramDef<R> {
    private static final int MAXIMUM_PARAMETERS = 5;

    private final String name;
    private final FunctionKind kind;
    private final Returned.ToCaller<R> result;
    private final Consumer<SubprogramBuilder<R>> statements;
    private final SourceLine location = UserCode.line();
    private final List<Formal> parameters = new ArrayList<>();
    private boolean called;

    private SubprogramDef(
            String name, FunctionKind kind, Returned.ToCaller<R> result, Consumer<SubprogramBuilder<R>> statements) {
        this.name = name;
        this.kind = kind;
        this.result = result;
        this.statements = statements;
    }

    /** A subprogram that returns a {@code result}. */
    public static <R extends Scalar<R>> SubprogramDef<R> subprogram(
            String name, ScalarType<R> result, Consumer<SubprogramBuilder<R>> statements) {
        return new SubprogramDef<>(name, new FunctionKind.Subprogram(), new Returned.Number<>(result), statements);
    }

    /** A subprogram that returns nothing; it need not say {@code return_} at its end. */
    public static SubprogramDef<Nothing> procedure(String name, Consumer<SubprogramBuilder<Nothing>> statements) {
        return new SubprogramDef<>(name, new FunctionKind.Subprogram(), new Returned.None(), statements);
    }

    /**
     * A global function: the verifier checks it once, by its parameters alone, however often it is called, and a program of type
     * {@code BPF_PROG_TYPE_EXT} can take its place. Callers know nothing of its result. Kernel 5.6; 5.13 for references, 6.8 for those that
     * are never null.
     */
    public static <R extends Scalar<R>> SubprogramDef<R> globalFunction(
            String name, ScalarType<R> result, Consumer<SubprogramBuilder<R>> statements) {
        return new SubprogramDef<>(name, new FunctionKind.Global(), new Returned.Number<>(result), statements);
    }

    /** Adds a parameter behind the others, five at most: a number, or a reference to a struct, an array or bytes. */
    public <V extends Storable<?>> ParameterDef<V> parameter(String parameter, Type<V> type) {
        return added(new ParameterDef<>(this, parameter, type));
    }

    /** Adds a parameter behind the others: a reference to a struct, an array or bytes, or null. */
    public <V extends Storable<?>> NullableParameterDef<V> nullable(String parameter, Type<V> type) {
        return added(new NullableParameterDef<>(this, parameter, type));
    }

    /** Adds a parameter behind the others: a reference to a number in memory. */
    public <V extends Scalar<V>> CellParameterDef<V> cell(String parameter, ScalarType<V> type) {
        return added(new CellParameterDef<>(this, parameter, type));
    }

    /** Adds a parameter behind the others: what the kernel hands to the program. */
    public <C> ContextParameterDef<C> context(String parameter, ContextDef<C> type) {
        return added(new ContextParameterDef<>(this, parameter, type));
    }

    private <P extends Formal> P added(P parameter) {
        if (called) {
            throw new IllegalStateException(
                    "subprogram `" + name + "` is in use; declare parameter `" + parameter.name() + "` before");
        }
        if (parameters.size() == MAXIMUM_PARAMETERS) {
            throw new IllegalArgumentException(
                    "parameter `" + parameter.name() + "` is the sixth of subprogram `" + name + "`, five at most");
        }
        if (parameters.stream().anyMatch(p -> p.name().equals(parameter.name()))) {
            throw new IllegalArgumentException(
                    "subprogram `" + name + "` has a parameter `" + parameter.name() + "` already");
        }
        parameters.add(parameter);
        return parameter;
    }

    R call(Body body, List<Argument> arguments) {
        called = true;
        var given = given(body, arguments);
        body.parts().add(this);
        body.statement();
        var values = new ArrayList<Value>();
        for (var argument : given) values.add(argument.in(body));
        return result.call(body, name, values);
    }

    /** Returns the arguments in the order of the parameters. */
    private List<Argument> given(Body body, List<Argument> arguments) {
        Map<Formal, Argument> given = new HashMap<>();
        for (var argument : arguments) {
            argument.require(body);
            if (!parameters.contains(argument.parameter())) {
                throw new IllegalArgumentException(
                        "`" + argument.parameter() + "` is no parameter of subprogram `" + name + "`");
            }
            if (given.put(argument.parameter(), argument) != null) {
                throw new IllegalArgumentException("parameter `" + argument.parameter() + "` is given twice");
            }
        }
        return parameters.stream().map(p -> given(p, given.get(p))).toList();
    }

    private static Argument given(Formal parameter, @Nullable Argument given) {
        if (given == null) throw new IllegalArgumentException("parameter `" + parameter + "` is not given");
        return given;
    }

    FunctionKind kind() {
        return kind;
    }

    /** Throws unless a function like that can be called under {@code rules}. */
    void require(Rules rules) {
        called = true;
        if (kind instanceof FunctionKind.Global) parameters.forEach(parameter -> parameter.requireInGlobal(rules));
    }

    List<Formal> parameters() {
        return parameters;
    }

    Returned<R> result() {
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
