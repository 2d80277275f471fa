package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_PERCPU_HASH}: any keys to any values, one for each CPU, so that plain arithmetic on them is safe. Kernel 4.6.
 *
 * @param <K> a record, or a boxed integer; keys go by value
 * @param <V> a {@link Struct} class, a record or a cell; values go by reference
 */
public final class BpfPerCpuHashMap<K, V> {
    private BpfPerCpuHashMap() {}

    /** Returns a map of at most {@code maxEntries} entries. */
    public static <K, V> BpfPerCpuHashMap<K, V> of(int maxEntries) {
        return new BpfPerCpuHashMap<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfPerCpuHashMap<K, V> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_NO_PREALLOC} (1), … */
    public BpfPerCpuHashMap<K, V> flags(int flags) {
        return this;
    }

    /** Returns the map with its memory on a NUMA node: {@code BPF_F_NUMA_NODE}. Kernel 4.14. */
    public BpfPerCpuHashMap<K, V> numaNode(int node) {
        return this;
    }

    /** Returns the value of this CPU, or null when there is none: {@code bpf_map_lookup_elem}. */
    public @Nullable V lookup(K key) {
        throw KernelOnly.here();
    }

    /** Returns the value of this CPU, a new one of zeroes when there was none; null when it could not be made. */
    public @Nullable V lookupOrInsert(K key) {
        throw KernelOnly.here();
    }

    /** Puts a copy of {@code value} into the map and returns whether that worked: {@code bpf_map_update_elem} with {@code BPF_ANY}. */
    public boolean update(K key, V value) {
        throw KernelOnly.here();
    }

    /** Puts a copy of {@code value} into the map unless there is one already, and returns whether it did: {@code BPF_NOEXIST}. */
    public boolean insert(K key, V value) {
        throw KernelOnly.here();
    }

    /** Removes the entry and returns whether there was one: {@code bpf_map_delete_elem}. */
    public boolean delete(K key) {
        throw KernelOnly.here();
    }

    /** Returns the value of another CPU, or null when there is no entry or no such CPU: {@code bpf_map_lookup_percpu_elem}. Kernel 5.19. */
    @CallsHelper("bpf_map_lookup_percpu_elem")
    public @Nullable V lookupPercpu(K key, @Unsigned int cpu) {
        throw KernelOnly.here();
    }

    /** Shows the entries to {@code visitor} until it returns false, and returns how many it saw: {@code bpf_for_each_map_elem}. Kernel 5.13. */
    public int forEach(EntryVisitor<K, V> visitor) {
        throw KernelOnly.here();
    }
}
