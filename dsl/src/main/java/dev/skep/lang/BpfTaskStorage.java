package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_TASK_STORAGE}: a value for each task, which lives as long as that does. Kernel 5.11.
 *
 * @param <V> a {@link Struct} class, a record or a cell
 */
public final class BpfTaskStorage<V> {
    /** {@code BPF_LOCAL_STORAGE_GET_F_CREATE}: a value is made where there is none. */
    public static final int CREATE = 1;

    private BpfTaskStorage() {}

    /** Returns a map; the kernel wants {@code BPF_F_NO_PREALLOC} for it, which is set. */
    public static <V> BpfTaskStorage<V> create() {
        return new BpfTaskStorage<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfTaskStorage<V> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_CLONE} (512), … */
    public BpfTaskStorage<V> flags(int flags) {
        return this;
    }

    /**
     * Returns the value of the task, or null when there is none and none could be made: {@code bpf_task_storage_get}. Kernel 5.11.
     *
     * @param task a {@link KernelType} of {@code task_struct} that the verifier knows
     * @param initial what a new value is a copy of; null for zeroes
     * @param flags {@link #CREATE} or 0
     */
    @CallsHelper("bpf_task_storage_get")
    public @Nullable V get(Object task, @Nullable V initial, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Forgets the value of the task and returns 0 or a negative error: {@code bpf_task_storage_delete}. Kernel 5.11.
     *
     * @param task a {@link KernelType} of {@code task_struct} that the verifier knows
     */
    @CallsHelper("bpf_task_storage_delete")
    public long delete(Object task) {
        throw KernelOnly.here();
    }
}
