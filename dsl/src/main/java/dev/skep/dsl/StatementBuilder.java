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

    /** {@code condition ? yes() : no()}: only the one that is asked for is computed. */
    public final <V extends Scalar<V>> V choose(Condition condition, Supplier<V> yes, Supplier<V> no) {
        return ControlFlow.choose(body, condition, yes, no);
    }

    /** {@code condition ? 1 : 0}. */
    public final Bool bool(Condition condition) {
        return ControlFlow.select(body, condition, Types.bool(true), Types.bool(false));
    }

    /** {@code { statements(block) }}, which {@link Block#leave} leaves, from loops and blocks further in, too. */
    public final void block(Consumer<Block> statements) {
        ControlFlow.block(body, statements);
    }

    /** {@code while (condition()) statements(loop)}; the verifier must see that it ends. */
    public final void while_(Supplier<Condition> condition, Consumer<Loop> statements) {
        Loops.while_(body, condition, statements);
    }

    /** {@code do statements(loop); while (condition())}; the verifier must see that it ends. */
    public final void doWhile(Consumer<Loop> statements, Supplier<Condition> condition) {
        Loops.doWhile(body, statements, condition);
    }

    /** {@code for (i = from; i < to; i++) statements(i, loop)}; the verifier must see that it ends, and follows each round. */
    public final <V extends HostInteger<V>> void for_(V from, V to, BiConsumer<V, Loop> statements) {
        Loops.for_(body, from, to, statements);
    }

    /** {@code for (i = 0; i < end; i++) statements(i, loop)} by the kernel's iterator: any number of rounds, {@code bpf_iter_num_new}. Kernel 6.4. */
    public final void range(S32 end, BiConsumer<S32, Loop> statements) {
        Loops.range(body, end, statements);
    }

    /** {@code for (element : array) statements(element, loop)}. */
    public final <V extends Storable<?>> void forEach(Array<V> array, BiConsumer<V, Loop> statements) {
        Loops.forEach(body, array, statements);
    }

    /**
     * Lets the kernel call {@code statements(i, loop)} for 0 to {@code rounds - 1}: {@code bpf_loop}. They see values and memory from around
     * them as these are when the loop begins; what they change lies in memory. Returns how many rounds there were, or a negative error number.
     * Kernel 5.17.
     */
    public final S32 loop(U32 rounds, BiConsumer<U32, Loop> statements) {
        return CallbackCalls.loop(body, rounds, statements);
    }

    /** Lets the kernel call {@code visitor} for each entry: {@code bpf_for_each_map_elem}, as {@link #loop} does. Returns for how many it did. Kernel 5.13. */
    public final <K extends Storable<?>, V extends Storable<R>, R> S32 forEach(
            KeyedMap<K, V> map, EntryVisitor<K, R> visitor) {
        return CallbackCalls.forEach(body, map, visitor);
    }

    /** {@code bpf_rcu_read_lock(); statements(); bpf_rcu_read_unlock();}, however they are left. Kernel 6.2. */
    public final void rcuReadLock(Runnable statements) {
        ControlFlow.section(body, "bpf_rcu_read_lock", "bpf_rcu_read_unlock", statements);
    }

    /** {@code bpf_preempt_disable(); statements(); bpf_preempt_enable();}, however they are left. Kernel 6.10. */
    public final void preemptDisable(Runnable statements) {
        ControlFlow.section(body, "bpf_preempt_disable", "bpf_preempt_enable", statements);
    }

    /** {@code for (i = 0; i < times; i++) statements(i, loop)}. */
    public final void repeat(int times, BiConsumer<U32, Loop> statements) {
        Loops.repeat(body, times, statements);
    }

    /** {@code switch (selector) { cases }}: {@code p.switch_(x, case_(1, 2).then(…), default_(…))}. */
    public final void switch_(HostInteger<?> selector, Case... cases) {
        Switch.emit(body, selector, List.of(cases));
    }

    /** {@code switch (selector) { cases }}, over constants of an enumeration. */
    public final void switch_(Enumerated selector, Case... cases) {
        Switch.emit(body, selector, List.of(cases));
    }

    /** {@code switch (selector) { cases }} as a value, over constants of an enumeration. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read only
    public final <V extends Scalar<V>> V switch_(Enumerated selector, ValueCase<V>... cases) {
        return Switch.value(body, selector, List.of(cases));
    }

    /** {@code switch (selector) { cases }} as a value: {@code p.switch_(x, case_(1, 2).yield_(…), otherwise(…))}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read only
    public final <V extends Scalar<V>> V switch_(HostInteger<?> selector, ValueCase<V>... cases) {
        return Switch.value(body, selector, List.of(cases));
    }

    /** {@code return result}. */
    public final void return_(A result) {
        requireResult(result);
        body.requireReturning();
        body.statement();
        body.reservations().requireNoneBut(null);
        body.returning();
        emitReturn(result);
    }

    /** {@code return code}, as a program: a verdict that is computed, by its number. */
    public final void returnCode(S32 code) {
        Types.S32.require(body, code);
        body.requireProgram();
        body.requireReturning();
        body.statement();
        body.reservations().requireNoneBut(null);
        body.returning();
        body.ir().return_(code.operand().in(body, Types.S32));
    }

    /** {@code subprogram(arguments)}, one for each of its parameters. */
    public final <R> R call(SubprogramDef<R> subprogram, Argument... arguments) {
        return subprogram.call(body, List.of(arguments));
    }

    // Variables

    /** A new local variable; one made outside a block carries values out of it. */
    public final <V extends Scalar<V>> Var<V> variable(V initial) {
        return Storage.variable(body, initial);
    }

    /** A number on the stack, for callbacks to change and helpers to fill. */
    public final <V extends Scalar<V>> Cell<V> cell(V initial) {
        return Storage.cell(body, initial);
    }

    /** A new local variable that refers to this struct at first. */
    public final Ref<Struct> reference(Struct initial) {
        return new Ref<>(initial.type(), initial, initial.place(), body);
    }

    /** A new local variable that refers to this array at first. */
    public final <V extends Storable<?>> Ref<Array<V>> reference(Array<V> initial) {
        return new Ref<>(initial.type(), initial, initial.asBytes().place(), body);
    }

    /** A struct, an array or bytes on the stack, zero at first. */
    public final <V extends Storable<V>> V local(Type<V> type) {
        return Storage.local(body, type);
    }

    /** Questions about the types of the kernel that will run the program. */
    public final Core core() {
        return new Core(body);
    }

    // Text

    /**
     * {@code bpf_trace_printk}, {@code bpf_trace_vprintk}: prints to the trace pipe. The format has a conversion for each argument: {@code %d},
     * {@code %u}, {@code %x} for numbers of up to 32 bits, {@code %ld}, {@code %lu}, {@code %lx} for all, {@code %c}, {@code %s} for bytes and {@link KernelText},
     * {@code %pI4} and {@code %pI6} for addresses in memory. For GPL programs. Kernel 4.1, more than three arguments 5.16.
     */
    public final S64 printk(String format, Printable... arguments) {
        return Printing.printk(body, format, List.of(arguments));
    }

    /** {@code bpf_snprintf}: writes text as {@link #printk} prints it, and a NUL; returns its length with the NUL, or a negative error number. Kernel 5.13. */
    public final S64 snprintf(Bytes destination, String format, Printable... arguments) {
        return Printing.snprintf(body, destination, format, List.of(arguments));
    }

    /**
     * {@code bpf_seq_printf}: writes text, as {@link #printk} prints it, to the file of an iterator, the {@code seq} of its {@code
     * bpf_iter_meta}; 0, or a negative error number. For GPL programs. Kernel 5.8.
     */
    public final S64 seqPrintf(KernelObject file, String format, Printable... arguments) {
        return Printing.seqPrintf(body, file, format, List.of(arguments));
    }

    /** {@code bpf_strncmp}: compares bytes up to a NUL with a text; a number below, at or above 0. {@link Bytes#equal} needs no helper. Kernel 5.17. */
    public final S32 strncmp(Bytes bytes, String text) {
        return Printing.strncmp(body, bytes, text);
    }

    // Elements and global data

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

    /** What the loader found in the kernel. */
    public final <V extends Storable<?>> V extern(ExternDef<V> extern) {
        return Storage.extern(body, extern);
    }

    /** The value of the setting. */
    public final <V extends Storable<?>> V config(ConfigDef<V> config) {
        return Storage.config(body, config);
    }
}
