package dev.skep.lang;

/**
 * {@code BPF_MAP_TYPE_BLOOM_FILTER}: a set that may take other values for its members, and never a member for none. Kernel 5.16.
 *
 * @param <T> a {@link Struct} class, a record or a cell
 */
public final class BpfBloomFilter<T> {
    private BpfBloomFilter() {}

    /** Returns a filter that suits {@code maxEntries} values. */
    public static <T> BpfBloomFilter<T> of(int maxEntries) {
        return new BpfBloomFilter<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfBloomFilter<T> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfBloomFilter<T> flags(int flags) {
        return this;
    }

    /** Returns the filter with 1 to 15 hash functions; without, it has 5. */
    public BpfBloomFilter<T> hashes(int count) {
        return this;
    }

    /** Returns the map with its memory on a NUMA node: {@code BPF_F_NUMA_NODE}. Kernel 4.14. */
    public BpfBloomFilter<T> numaNode(int node) {
        return this;
    }

    /** Adds {@code value} and returns whether that worked: {@code bpf_map_push_elem}. Kernel 4.20. */
    @CallsHelper("bpf_map_push_elem")
    public boolean add(T value) {
        throw KernelOnly.here();
    }

    /** Returns whether {@code value} may have been added; false means that it was not: {@code bpf_map_peek_elem}. Kernel 4.20. */
    @CallsHelper("bpf_map_peek_elem")
    public boolean mayContain(T value) {
        throw KernelOnly.here();
    }
}
