package dev.skep.dsl;

import dev.skep.asm.CodeBuilder;
import dev.skep.dsl.context.PtRegs;
import dev.skep.dsl.context.Sock;
import dev.skep.kernel.Helper;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a function: {@linkplain StatementBuilder statements}, what they do with maps, and the helpers that all programs and subprograms can
 * call.
 *
 * @param <A> what the function returns
 */
public abstract sealed class FunctionBuilder<A> extends StatementBuilder<A> permits ProgramBuilder, SubprogramBuilder {
    FunctionBuilder(Body body) {
        super(body);
    }

    /** Ends the function where its statements do. */
    void end() {}

    // Maps

    /** {@code bpf_map_lookup_elem}: the value in its place, a {@link Cell} or a reference to a struct or bytes, when there is one. */
    public final <K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookup(KeyedMap<K, V> map, K key) {
        return MapCalls.lookup(this, map, key);
    }

    /** {@code bpf_map_lookup_elem}: a map in a map, when there is one. */
    public final <K extends Storable<?>, I extends Storable<?>, V extends Storable<?>> Maybe<FoundMap<I, V>, A> lookup(
            MapOfMapsDef<K, I, V> map, K key) {
        return MapCalls.lookup(this, map, key);
    }

    /** {@code bpf_map_lookup_elem}: a reference to a socket, to be released, when there is one. Kernel 5.8. */
    public final <K extends Storable<?>> Maybe<Socket, A> lookup(SocketMapDef<K> map, K key) {
        return MapCalls.lookup(this, map, key);
    }

    /** {@code bpf_map_lookup_percpu_elem}: the value of another CPU. Kernel 5.19. */
    public final <K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookupPerCpu(
            KeyedMap<K, V> map, K key, U32 cpu) {
        return MapCalls.lookupPerCpu(this, map, key, cpu);
    }

    /** The value in its place, put there as zeroes when there was none; missing when the map is full. */
    public final <K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookupOrInsert(
            HashMapDef<K, V> map, K key) {
        return MapCalls.lookupOrInsert(this, map, key);
    }

    /**
     * Waits until nobody holds the lock of a value and holds it while {@code statements} run, however they are left: {@code bpf_spin_lock}, {@code
     * bpf_spin_unlock}. The verifier allows no calls of the kernel in between, and no second lock. Kernel 5.1; in sleepable programs 6.7.
     */
    public final void hold(Struct value, SpinLock lock, Runnable statements) {
        lock.hold(body(), value, statements);
    }

    /** {@code bpf_map_update_elem}: 0, or a negative error number. */
    public final <K extends Storable<?>, V extends Storable<?>> S64 update(
            KeyedMap<K, V> map, K key, V value, UpdateFlag flag) {
        return MapCalls.update(body(), map, key, value, flag);
    }

    /** {@code bpf_map_delete_elem}: 0, or a negative error number. */
    public final <K extends Storable<?>> S64 delete(KeyedMap<K, ?> map, K key) {
        return MapCalls.delete(body(), map, key);
    }

    /** {@code bpf_map_delete_elem}: 0, or a negative error number. */
    public final <K extends Storable<?>> S64 delete(SocketMapDef<K> map, K key) {
        return MapCalls.delete(body(), map, map.key(), key);
    }

    /** {@code bpf_map_push_elem}: 0, or a negative error number when it is full; {@code EXIST} pushes the oldest out then. */
    public final <V extends Storable<?>> S64 push(QueueDef<V> queue, V value, UpdateFlag flag) {
        return QueueCalls.push(body(), queue, queue.valueType(), value, flag);
    }

    /** {@code bpf_map_pop_elem}: takes the next value to {@code target}; 0, or a negative error number when there is none. */
    public final <V extends Storable<R>, R> S64 pop(QueueDef<V> queue, R target) {
        return QueueCalls.take(body(), Helper.MAP_POP_ELEM, queue, target);
    }

    /** {@code bpf_map_peek_elem}: copies the next value to {@code target}; 0, or a negative error number when there is none. */
    public final <V extends Storable<R>, R> S64 peek(QueueDef<V> queue, R target) {
        return QueueCalls.take(body(), Helper.MAP_PEEK_ELEM, queue, target);
    }

    /** {@code bpf_map_push_elem}: 0, or a negative error number. */
    public final <V extends Storable<?>> S64 add(BloomFilterDef<V> filter, V value) {
        return QueueCalls.push(body(), filter, filter.valueType(), value, UpdateFlag.ANY);
    }

    /** {@code bpf_map_peek_elem}: 0 when the value may be there, a negative error number when it is not. */
    public final <V extends Storable<?>> S64 mayContain(BloomFilterDef<V> filter, V value) {
        return QueueCalls.mayContain(body(), filter, value);
    }

    /** {@code bpf_ringbuf_reserve}: a record to fill and submit, when there is room. */
    public final Maybe<Reserved, A> reserve(RingBufferDef ringBuffer) {
        return QueueCalls.reserve(this, ringBuffer);
    }

    /** {@code bpf_ringbuf_output}: copies a record; 0, or a negative error number when there is no room. */
    public final S64 output(RingBufferDef ringBuffer, Struct record) {
        return QueueCalls.output(body(), ringBuffer, record);
    }

    /** {@code bpf_sk_storage_get}: the value of a socket, when it has one. */
    public final <V extends Storable<R>, R> Maybe<R, A> lookup(StorageDef<V> storage, Context<Sock> socket) {
        return StorageCalls.get(this, storage, socket, 0);
    }

    /** {@code bpf_sk_storage_get}: the value of a socket, zeroes at first; missing when there is no memory for it. */
    public final <V extends Storable<R>, R> Maybe<R, A> lookupOrInsert(StorageDef<V> storage, Context<Sock> socket) {
        return StorageCalls.get(this, storage, socket, StorageCalls.CREATE);
    }

    /** {@code bpf_task_storage_get} and the like: the value of a thread, a file, a cgroup, when it has one. */
    public final <V extends Storable<R>, R> Maybe<R, A> lookup(StorageDef<V> storage, KernelObject owner) {
        return StorageCalls.get(this, storage, owner, 0);
    }

    /** {@code bpf_task_storage_get} and the like: the value of its owner, zeroes at first; missing when there is no memory for it. */
    public final <V extends Storable<R>, R> Maybe<R, A> lookupOrInsert(StorageDef<V> storage, KernelObject owner) {
        return StorageCalls.get(this, storage, owner, StorageCalls.CREATE);
    }

    /**
     * Runs instructions in this place and returns what they leave in r0: {@code p.asm(c -> { c.mov(R0, R1); c.add(R0, R2); }, a, b)}. The
     * arguments are in r1 to r5: numbers, in 64 bits by their sign, and the addresses of structs and bytes. Instructions use r0 to r5 only,
     * each after something was put into it, and fall out of their end; they may call helpers, which lose r1 to r5. Whether they use an address
     * as they may is for the verifier to tell.
     *
     * @throws IllegalArgumentException when they use other registers, read what nothing was put into, leave, or refer to names
     */
    public final S64 asm(Consumer<CodeBuilder> code, Storable<?>... arguments) {
        return InlineAssembly.emit(body(), code, List.of(arguments));
    }

    // Variables of the kernel

    /** A variable that the kernel has one of. */
    public final <T> T kernel(KernelVariable<T> variable) {
        return VariableCalls.one(body(), variable);
    }

    /** {@code bpf_this_cpu_ptr}: what this CPU has of a variable. */
    public final <T> T thisCpu(KernelVariable<T> variable) {
        return VariableCalls.thisCpu(body(), variable);
    }

    /** {@code bpf_per_cpu_ptr}: what a CPU has of a variable, when there is such a CPU. */
    public final <T> Maybe<T, A> perCpu(KernelVariable<T> variable, U32 cpu) {
        return VariableCalls.perCpu(this, variable, cpu);
    }

    /** Where a variable of the kernel is; 0 for a weak one where there is none. */
    public final U64 addressOf(KernelVariable<?> variable) {
        return VariableCalls.addressOf(body(), variable);
    }

    // Helpers

    /**
     * Calls a helper with what it takes, one after another: numbers, memory (a struct, bytes, a cell; numbers where it is only read), maps,
     * the context, sockets; 0 for null, and texts for constant ones.
     *
     * @throws IllegalStateException when the program may not call it: by its type, the license or the oldest kernel
     * @throws IllegalArgumentException when it takes something else
     */
    public final HelperResult<A> call(Helper helper, Object... arguments) {
        return HelperCall.call(this, helper, arguments);
    }

    /**
     * Calls a function of the kernel that returns an integer: it takes integers, memory, and {@linkplain KernelObject structs of the kernel}.
     * For GPL programs.
     *
     * @throws IllegalArgumentException when it takes or returns something else
     */
    public final <V extends Scalar<V>> V callKfunc(ScalarType<V> result, String name, Object... arguments) {
        return KfuncCall.call(body(), result, name, arguments);
    }

    /** The same for one that returns nothing, or nothing of interest. */
    public final void callKfunc(String name, Object... arguments) {
        KfuncCall.call(body(), name, arguments);
    }

    /**
     * An argument of the system call that a probe is at, counted from 0, read by {@code bpf_probe_read_kernel} from the registers that the
     * kernel entered it with. For GPL programs.
     */
    public final U64 systemCallArgument(Context<PtRegs> registers, int index) {
        return SystemCallArgument.read(registers, index);
    }

    /** {@code bpf_get_current_pid_tgid}: the process, as user space numbers it, in the upper half, the thread in the lower. */
    public final U64 currentPidTgid() {
        return HelperCalls.currentPidTgid(body());
    }

    /** {@code bpf_get_current_uid_gid}: the group in the upper half, the user in the lower. */
    public final U64 currentUidGid() {
        return HelperCalls.currentUidGid(body());
    }

    /** {@code bpf_get_current_comm}: writes the name of the current thread, NUL-terminated; 0, or a negative error number. */
    public final S64 currentComm(Bytes destination) {
        return HelperCalls.currentComm(body(), destination);
    }

    /** {@code bpf_get_current_task}: the current thread, which the verifier does not trust. For GPL programs. */
    public final KernelObject currentTask(KernelStruct task) {
        return KernelReads.currentTask(body(), task);
    }

    /** {@code bpf_get_current_task_btf}: the current thread, read directly. For GPL programs. Kernel 5.11. */
    public final KernelObject currentTaskBtf(KernelStruct task) {
        return KernelReads.currentTaskBtf(body(), task);
    }

    /** {@code bpf_ktime_get_ns}: nanoseconds since boot, without times of suspension. */
    public final U64 ktimeGetNs() {
        return HelperCalls.ktimeGetNs(body());
    }

    /** {@code bpf_get_smp_processor_id}: the CPU this runs on. */
    public final U32 smpProcessorId() {
        return HelperCalls.smpProcessorId(body());
    }

    /** {@code bpf_get_prandom_u32}: a pseudo-random number. */
    public final U32 prandomU32() {
        return HelperCalls.prandomU32(body());
    }

    /** {@code bpf_probe_read_kernel}: copies kernel memory at {@code address}; 0, or a negative error number. For GPL programs. */
    public final S64 probeReadKernel(Bytes destination, U64 address) {
        return HelperCalls.probeReadKernel(body(), destination, address);
    }
}
