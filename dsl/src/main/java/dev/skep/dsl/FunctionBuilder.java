package dev.skep.dsl;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes a function, statement by statement: what all programs and subprograms can do. A statement is emitted when its method is called, and
 * a lambda runs once, there. The builder arrives in a lambda and is of no use after it.
 *
 * @param <A> what the function returns
 */
public abstract sealed class FunctionBuilder<A>
        permits XdpBuilder, TcBuilder, CgroupSkbBuilder, TracepointBuilder, RawTracepointBuilder, SubprogramBuilder {
    private final Body body;

    FunctionBuilder(Body body) {
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

    /** The global variable: a {@link Cell}, or a reference to a struct or bytes. */
    public final <V extends Storable<R>, R> R global(GlobalDef<V> global) {
        return Storage.global(body, global);
    }

    /** The value of the setting. */
    public final <V extends HostInteger<V>> V config(ConfigDef<V> config) {
        return Storage.config(body, config);
    }

    // Maps

    /** {@code bpf_map_lookup_elem}: the value in its place, a {@link Cell} or a reference to a struct or bytes, when there is one. */
    public final <K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookup(MapDef<K, V> map, K key) {
        return MapCalls.lookup(this, map, key);
    }

    /** {@code bpf_map_update_elem}: 0, or a negative error number. */
    public final <K extends Storable<?>, V extends Storable<?>> S64 update(
            MapDef<K, V> map, K key, V value, UpdateFlag flag) {
        return MapCalls.update(body, map, key, value, flag);
    }

    /** {@code bpf_map_delete_elem}: 0, or a negative error number. */
    public final <K extends Storable<?>> S64 delete(HashMapDef<K, ?> map, K key) {
        return MapCalls.delete(body, map, key);
    }

    /** {@code bpf_ringbuf_reserve}: a record to fill and submit, when there is room. */
    public final Maybe<Reserved, A> reserve(RingBufferDef ringBuffer) {
        return MapCalls.reserve(this, ringBuffer);
    }

    // Helpers

    /** {@code bpf_get_current_pid_tgid}: the process, as user space numbers it, in the upper half, the thread in the lower. */
    public final U64 currentPidTgid() {
        return HelperCalls.currentPidTgid(body);
    }

    /** {@code bpf_get_current_uid_gid}: the group in the upper half, the user in the lower. */
    public final U64 currentUidGid() {
        return HelperCalls.currentUidGid(body);
    }

    /** {@code bpf_get_current_comm}: writes the name of the current thread, NUL-terminated; 0, or a negative error number. */
    public final S64 currentComm(Bytes destination) {
        return HelperCalls.currentComm(body, destination);
    }

    /** {@code bpf_ktime_get_ns}: nanoseconds since boot, without times of suspension. */
    public final U64 ktimeGetNs() {
        return HelperCalls.ktimeGetNs(body);
    }

    /** {@code bpf_get_smp_processor_id}: the CPU this runs on. */
    public final U32 smpProcessorId() {
        return HelperCalls.smpProcessorId(body);
    }

    /** {@code bpf_get_prandom_u32}: a pseudo-random number. */
    public final U32 prandomU32() {
        return HelperCalls.prandomU32(body);
    }

    /** {@code bpf_probe_read_kernel}: copies kernel memory at {@code address}; 0, or a negative error number. For GPL programs. */
    public final S64 probeReadKernel(Bytes destination, U64 address) {
        return HelperCalls.probeReadKernel(body, destination, address);
    }
}
