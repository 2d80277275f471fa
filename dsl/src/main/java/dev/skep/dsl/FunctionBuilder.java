package dev.skep.dsl;

import dev.skep.asm.CodeBuilder;
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

    // Maps

    /** {@code bpf_map_lookup_elem}: the value in its place, a {@link Cell} or a reference to a struct or bytes, when there is one. */
    public final <K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookup(MapDef<K, V> map, K key) {
        return MapCalls.lookup(this, map, key);
    }

    /** The value in its place, put there as zeroes when there was none; missing when the map is full. */
    public final <K extends Storable<?>, V extends Storable<R>, R> Maybe<R, A> lookupOrInsert(
            HashMapDef<K, V> map, K key) {
        return MapCalls.lookupOrInsert(this, map, key);
    }

    /** {@code bpf_map_update_elem}: 0, or a negative error number. */
    public final <K extends Storable<?>, V extends Storable<?>> S64 update(
            MapDef<K, V> map, K key, V value, UpdateFlag flag) {
        return MapCalls.update(body(), map, key, value, flag);
    }

    /** {@code bpf_map_delete_elem}: 0, or a negative error number. */
    public final <K extends Storable<?>> S64 delete(HashMapDef<K, ?> map, K key) {
        return MapCalls.delete(body(), map, key);
    }

    /** {@code bpf_ringbuf_reserve}: a record to fill and submit, when there is room. */
    public final Maybe<Reserved, A> reserve(RingBufferDef ringBuffer) {
        return MapCalls.reserve(this, ringBuffer);
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

    // Helpers

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
