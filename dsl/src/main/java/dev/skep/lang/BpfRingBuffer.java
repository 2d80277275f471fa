package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_RINGBUF}: records on their way to user space, in order over all CPUs. Kernel 5.8.
 *
 * @param <T> the {@link Struct} class of its records
 */
public final class BpfRingBuffer<T> {
    private BpfRingBuffer() {}

    /** Returns a ring buffer of {@code bytes}, a power of two that is a multiple of the page size. */
    public static <T> BpfRingBuffer<T> ofBytes(int bytes) {
        return new BpfRingBuffer<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfRingBuffer<T> pinned() {
        return this;
    }

    /** Returns room for one record, or null when the buffer is full: {@code bpf_ringbuf_reserve}. Belongs in a try-with-resources. */
    public @Nullable Slot<T> reserve() {
        throw KernelOnly.here();
    }

    /**
     * Returns room for a record of {@code bytes}, as many as are needed this time: {@code bpf_ringbuf_reserve_dynptr}. Belongs in a
     * try-with-resources. It is never null; when the buffer is full it leads to nothing, and {@link BpfDynptr#write} fails. Kernel 5.19.
     *
     * <pre>{@code
     * try (var record = events.reserveDynptr(8 + length)) {
     *     record.write(0, header, 0);
     *     record.submit();
     * }
     * }</pre>
     */
    public DynptrSlot reserveDynptr(@Unsigned int bytes) {
        throw KernelOnly.here();
    }

    /** Hands a copy of a record to user space, and returns whether there was room: {@code bpf_ringbuf_output}. */
    public boolean output(T record) {
        throw KernelOnly.here();
    }

    /**
     * Hands a copy of the first {@code bytes} of a record to user space, and returns whether there was room: {@code bpf_ringbuf_output}. The
     * verifier wants to see that the record has as many.
     */
    public boolean output(T record, @Unsigned int bytes) {
        throw KernelOnly.here();
    }

    /**
     * Returns a number about the buffer: {@code bpf_ringbuf_query}. Kernel 5.8.
     *
     * @param flags {@code BPF_RB_AVAIL_DATA} (0), {@code BPF_RB_RING_SIZE} (1), {@code BPF_RB_CONS_POS} (2), {@code BPF_RB_PROD_POS} (3)
     */
    @CallsHelper("bpf_ringbuf_query")
    public @Unsigned long query(@Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Room for one record, until it is submitted or discarded. Its bytes are not zeroed.
     *
     * @param <T> the class of the record
     */
    public static final class Slot<T> implements AutoCloseable {
        private Slot() {}

        /** Returns the record in the buffer. */
        public T value() {
            throw KernelOnly.here();
        }

        /** Hands the record to user space: {@code bpf_ringbuf_submit}. It may not be touched any more. */
        public void submit() {
            throw KernelOnly.here();
        }

        /** Discards the record unless it was submitted: {@code bpf_ringbuf_discard}. */
        @Override
        public void close() {
            throw KernelOnly.here();
        }
    }

    /** Room for a record of any size, until it is submitted or discarded. Its bytes are not zeroed. */
    public static final class DynptrSlot extends BpfDynptr implements AutoCloseable {
        private DynptrSlot() {}

        /** Hands the record to user space: {@code bpf_ringbuf_submit_dynptr}. It may not be touched any more. */
        public void submit() {
            throw KernelOnly.here();
        }

        /** Discards the record unless it was submitted: {@code bpf_ringbuf_discard_dynptr}. */
        @Override
        public void close() {
            throw KernelOnly.here();
        }
    }
}
