package dev.skep.lang;

/**
 * {@code BPF_MAP_TYPE_QUEUE}: values without keys, the oldest comes out first. Kernel 4.20.
 *
 * @param <T> a {@link Struct} class, a record or a cell
 */
public final class BpfQueue<T> {
    private BpfQueue() {}

    /** Returns a map of at most {@code maxEntries} entries. */
    public static <T> BpfQueue<T> of(int maxEntries) {
        return new BpfQueue<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfQueue<T> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfQueue<T> flags(int flags) {
        return this;
    }

    /** Returns the map with its memory on a NUMA node: {@code BPF_F_NUMA_NODE}. Kernel 4.14. */
    public BpfQueue<T> numaNode(int node) {
        return this;
    }

    /** Puts a copy of {@code value} in and returns whether there was room: {@code bpf_map_push_elem}. Kernel 4.20. */
    @CallsHelper("bpf_map_push_elem")
    public boolean push(T value) {
        throw KernelOnly.here();
    }

    /**
     * Puts a copy of {@code value} in, the oldest one makes room when it has to; and returns whether that worked: {@code bpf_map_push_elem} with
     * {@code BPF_EXIST}. Kernel 4.20.
     */
    public boolean pushOver(T value) {
        throw KernelOnly.here();
    }

    /** Takes the next value out into {@code target} and returns whether there was one; zeroes when there was none: {@code bpf_map_pop_elem}. Kernel 4.20. */
    @CallsHelper("bpf_map_pop_elem")
    public boolean pop(T target) {
        throw KernelOnly.here();
    }

    /** Copies the next value into {@code target} and returns whether there was one; zeroes when there was none: {@code bpf_map_peek_elem}. Kernel 4.20. */
    @CallsHelper("bpf_map_peek_elem")
    public boolean peek(T target) {
        throw KernelOnly.here();
    }
}
