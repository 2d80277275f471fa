package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_ARRAY}: values by index, shared by all CPUs. Kernel 3.19.
 *
 * @param <V> a {@link Struct} class, a record or a cell
 */
public final class BpfArray<V> {
    private BpfArray() {}

    /** Returns a map of {@code entries} values, all zero. */
    public static <V> BpfArray<V> of(int entries) {
        return new BpfArray<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfArray<V> pinned() {
        return this;
    }

    /** Returns the map with its memory on a NUMA node: {@code BPF_F_NUMA_NODE}. Kernel 4.14. */
    public BpfArray<V> numaNode(int node) {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfArray<V> flags(int flags) {
        return this;
    }

    /** Returns the value, or null when the index is out of range: {@code bpf_map_lookup_elem}. */
    public @Nullable V lookup(int index) {
        throw KernelOnly.here();
    }

    /** Shows the entries to {@code visitor} until it returns false, and returns how many it saw: {@code bpf_for_each_map_elem}. Kernel 5.13. */
    public int forEach(EntryVisitor<Integer, V> visitor) {
        throw KernelOnly.here();
    }

    /** Puts a copy of {@code value} in and returns whether the index is in range: {@code bpf_map_update_elem}. Kernel 3.18. */
    public boolean update(int index, V value) {
        throw KernelOnly.here();
    }
}
