package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_CGRP_STORAGE}: a value for each cgroup, which lives as long as that does. Kernel 6.2.
 *
 * @param <V> a {@link Struct} class, a record or a cell
 */
public final class BpfCgrpStorage<V> {
    /** {@code BPF_LOCAL_STORAGE_GET_F_CREATE}: a value is made where there is none. */
    public static final int CREATE = 1;

    private BpfCgrpStorage() {}

    /** Returns a map; the kernel wants {@code BPF_F_NO_PREALLOC} for it, which is set. */
    public static <V> BpfCgrpStorage<V> create() {
        return new BpfCgrpStorage<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfCgrpStorage<V> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_CLONE} (512), … */
    public BpfCgrpStorage<V> flags(int flags) {
        return this;
    }

    /**
     * Returns the value of the cgroup, or null when there is none and none could be made: {@code bpf_cgrp_storage_get}. Kernel 6.2.
     *
     * @param cgroup a {@link KernelType} of {@code cgroup} that the verifier knows
     * @param initial what a new value is a copy of; null for zeroes
     * @param flags {@link #CREATE} or 0
     */
    @CallsHelper("bpf_cgrp_storage_get")
    public @Nullable V get(Object cgroup, @Nullable V initial, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Forgets the value of the cgroup and returns 0 or a negative error: {@code bpf_cgrp_storage_delete}. Kernel 6.2.
     *
     * @param cgroup a {@link KernelType} of {@code cgroup} that the verifier knows
     */
    @CallsHelper("bpf_cgrp_storage_delete")
    public long delete(Object cgroup) {
        throw KernelOnly.here();
    }
}
