package dev.skep.lang;

/**
 * {@code BPF_MAP_TYPE_CGROUP_STORAGE}: a value for each cgroup that the program is attached to. {@link BpfCgrpStorage} is newer. Kernel 4.19.
 *
 * @param <V> a {@link Struct} class, a record or a cell
 */
public final class BpfCgroupStorage<V> {
    private BpfCgroupStorage() {}

    /** Returns a map. */
    public static <V> BpfCgroupStorage<V> create() {
        return new BpfCgroupStorage<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfCgroupStorage<V> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfCgroupStorage<V> flags(int flags) {
        return this;
    }

    /** Returns the value of the cgroup that the program runs for: {@code bpf_get_local_storage}. Kernel 4.19. */
    @CallsHelper("bpf_get_local_storage")
    public V get() {
        throw KernelOnly.here();
    }
}
