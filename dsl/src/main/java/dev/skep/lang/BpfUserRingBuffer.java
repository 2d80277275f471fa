package dev.skep.lang;

/** {@code BPF_MAP_TYPE_USER_RINGBUF}: records on their way from user space. Kernel 6.1. */
public final class BpfUserRingBuffer {
    private BpfUserRingBuffer() {}

    /** Returns a ring buffer of {@code bytes}, a power of two that is a multiple of the page size. */
    public static BpfUserRingBuffer ofBytes(int bytes) {
        return new BpfUserRingBuffer();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfUserRingBuffer pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_NUMA_NODE} (4) */
    public BpfUserRingBuffer flags(int flags) {
        return this;
    }

    /**
     * Runs {@code visitor} with the records that user space has put there, the oldest first, until it returns false, at most 131072 of them, and
     * returns how many it has seen, or a negative error, such as -16 while somebody else does the same: {@code bpf_user_ringbuf_drain}. Kernel 6.1.
     *
     * @param visitor a lambda or a static method; it may use effectively final variables from around it, of which it gets a copy
     */
    public int drain(SampleVisitor visitor) {
        throw KernelOnly.here();
    }
}
