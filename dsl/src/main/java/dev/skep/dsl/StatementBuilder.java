package dev.skep.dsl;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes the statements of a function: control flow, variables, calls of functions of one's own. A statement is emitted when its method is
 * called, and a lambda runs once, there. The builder arrives in a lambda and is of no use after it.
 *
 * @param <A> what the function returns
 */
public abstract sealed class StatementBuilder<A> permits FunctionBuilder {
    private final Body body;

    StatementBuilder(Body body) {
        this.body = body;
    }

    final Body body() {
        return body;
    }

    /** Throws unless the function can return {@code result}. */
    abstract void requireResult(A result);

    /** Emits {@code return result}. */
    abstract void emitReturn(A result);

    // Control flow

    /** {@code if (condition) then()}. */
    public final void ifThen(Condition condition, Runnable then) {
        ControlFlow.ifThen(body, condition, then);
    }

    /** {@code if (condition) then(); else otherwise()}. */
    public final void ifThenElse(Condition condition, Runnable then, Runnable otherwise) {
        ControlFlow.ifThenElse(body, condition, then, otherwise);
    }

    /** {@code condition ? yes : no}, both computed before. */
    public final <V extends Scalar<V>> V select(Condition condition, V yes, V no) {
        return ControlFlow.select(body, condition, yes, no);
    }

    /** {@code while (condition()) statements(loop)}; the verifier must see that it ends. */
    public final void while_(Supplier<Condition> condition, Consumer<Loop> statements) {
        ControlFlow.while_(body, condition, statements);
    }

    /** {@code for (i = 0; i < times; i++) statements(i, loop)}. */
    public final void repeat(int times, BiConsumer<U32, Loop> statements) {
        ControlFlow.repeat(body, times, statements);
    }

    /** {@code switch (selector) { cases }}: {@code p.switch_(x, case_(1, 2).then(…), default_(…))}. */
    public final void switch_(HostInteger<?> selector, Case... cases) {
        Switch.emit(body, selector, List.of(cases));
    }

    /** {@code return result}. */
    public final void return_(A result) {
        requireResult(result);
        body.statement();
        body.reservations().requireNoneBut(null);
        emitReturn(result);
    }

    /** {@code return code}, as a program: a verdict that is computed, by its number. */
    public final void returnCode(S32 code) {
        Types.S32.require(body, code);
        body.requireProgram();
        body.statement();
        body.reservations().requireNoneBut(null);
        body.ir().return_(code.operand().in(body, Types.S32));
    }

    /** {@code subprogram(arguments)}, one for each of its parameters. */
    public final <R extends Scalar<R>> R call(SubprogramDef<R> subprogram, Argument... arguments) {
        return subprogram.call(body, List.of(arguments));
    }

    // Variables

    /** A new local variable; one made outside a block carries values out of it. */
    public final <V extends Scalar<V>> Var<V> variable(V initial) {
        return Storage.variable(body, initial);
    }

    /** A struct or bytes on the stack, zero at first. */
    public final <V extends Storable<V>> V local(Type<V> type) {
        return Storage.local(body, type);
    }

    /** {@code &array[index]}: a {@link Cell}, or a reference to a struct, bytes or array. */
    public final <V extends Storable<R>, R> R at(Array<V> array, HostInteger<?> index) {
        return Type.reference(array.type().element(), array.at(index));
    }

    /** {@code &array[index]}: a {@link Cell}, or a reference to a struct, bytes or array. */
    public final <V extends Storable<R>, R> R at(Array<V> array, int index) {
        return Type.reference(array.type().element(), array.at(index));
    }

    /** The global variable: a {@link Cell}, or a reference to a struct or bytes. */
    public final <V extends Storable<R>, R> R global(GlobalDef<V> global) {
        return Storage.global(body, global);
    }

    /** The value of the setting. */
    public final <V extends HostInteger<V>> V config(ConfigDef<V> config) {
        return Storage.config(body, config);
    }
}
