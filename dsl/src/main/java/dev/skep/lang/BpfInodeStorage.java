package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_INODE_STORAGE}: a value for each inode, which lives as long as that does. Kernel 5.10.
 *
 * @param <V> a {@link Struct} class, a record or a cell
 */
public final class BpfInodeStorage<V> {
    /** {@code BPF_LOCAL_STORAGE_GET_F_CREATE}: a value is made where there is none. */
    public static final int CREATE = 1;

    private BpfInodeStorage() {}

    /** Returns a map; the kernel wants {@code BPF_F_NO_PREALLOC} for it, which is set. */
    public static <V> BpfInodeStorage<V> create() {
        return new BpfInodeStorage<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfInodeStorage<V> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_CLONE} (512), … */
    public BpfInodeStorage<V> flags(int flags) {
        return this;
    }

    /**
     * Returns the value of the inode, or null when there is none and none could be made: {@code bpf_inode_storage_get}. Kernel 5.10.
     *
     * @param inode a {@link KernelType} of {@code inode} that the verifier knows
     * @param initial what a new value is a copy of; null for zeroes
     * @param flags {@link #CREATE} or 0
     */
    @CallsHelper("bpf_inode_storage_get")
    public @Nullable V get(Object inode, @Nullable V initial, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Forgets the value of the inode and returns 0 or a negative error: {@code bpf_inode_storage_delete}. Kernel 5.10.
     *
     * @param inode a {@link KernelType} of {@code inode} that the verifier knows
     */
    @CallsHelper("bpf_inode_storage_delete")
    public long delete(Object inode) {
        throw KernelOnly.here();
    }
}
