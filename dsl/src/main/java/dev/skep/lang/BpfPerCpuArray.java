package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_PERCPU_ARRAY}: values by index, one set for each CPU, so that plain arithmetic on them is safe. Kernel 4.6.
 *
 * @param <V> a {@link Struct} class, a record or a cell
 */
public final class BpfPerCpuArray<V> {
    private BpfPerCpuArray() {}

    /** Returns a map of {@code entries} values, all zero. */
    public static <V> BpfPerCpuArray<V> of(int entries) {
        return new BpfPerCpuArray<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfPerCpuArray<V> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfPerCpuArray<V> flags(int flags) {
        return this;
    }

    /** Returns the value of this CPU, or null when the index is out of range: {@code bpf_map_lookup_elem}. */
    public @Nullable V lookup(int index) {
        throw KernelOnly.here();
    }

    /** Shows the entries, this CPU's own values to {@code visitor} until it returns false, and returns how many it saw: {@code bpf_for_each_map_elem}. Kernel 5.13. */
    public int forEach(EntryVisitor<Integer, V> visitor) {
        throw KernelOnly.here();
    }

    /** Puts a copy of {@code value} in and returns whether the index is in range: {@code bpf_map_update_elem}. Kernel 3.18. */
    public boolean update(int index, V value) {
        throw KernelOnly.here();
    }

    /**
     * Returns the value of another CPU, or null when the index is out of range or there is no such CPU: {@code bpf_map_lookup_percpu_elem}.
     * Kernel 5.19.
     */
    @CallsHelper("bpf_map_lookup_percpu_elem")
    public @Nullable V lookupPercpu(@ByAddress int index, @Unsigned int cpu) {
        throw KernelOnly.here();
    }
}
