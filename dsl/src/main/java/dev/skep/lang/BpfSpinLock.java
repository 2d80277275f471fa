package dev.skep.lang;

/**
 * {@code struct bpf_spin_lock}: a field of a {@link Struct} that is the value of a map, which lets one CPU at a time at the fields beside it, or a
 * variable of its own for whatever is agreed to be changed by none but its holder ({@link #create}). A
 * value has at most one; it lies in values of {@link BpfHashMap}, {@link BpfArray} and the storages. Programs that may interrupt the one that
 * holds it, as those of kprobes, tracepoints and perf events, and socket filters, may not use such a map. Kernel 5.1; in a struct within the
 * value 6.11.
 *
 * <pre>{@code
 * try (var held = bucket.lock.hold()) {
 *     bucket.tokens--;
 * }
 * }</pre>
 */
public final class BpfSpinLock {
    private BpfSpinLock() {}

    /**
     * Makes a lock that belongs to no value: what a static final field is given. Such a field lies in a section of its own, {@code .data.name}, which
     * loaders make a map of that user space cannot see into. Kernel 5.15.
     *
     * <pre>{@code
     * static final BpfSpinLock lock = BpfSpinLock.create();
     * static long taken, left;
     *
     * try (var held = lock.hold()) {
     *     taken++;
     *     left--;
     * }
     * }</pre>
     */
    public static BpfSpinLock create() {
        return new BpfSpinLock();
    }

    /**
     * Waits until nobody holds it and takes it, {@code bpf_spin_lock}; it is given back on every way out of the try-with-resources that this
     * belongs in. The verifier allows no calls of the kernel until then, and no second lock: what they return is asked for before. Methods of
     * the class are fine, and stand in place, and so is what is put into a list or a tree beside the lock; what is taken out of one would be
     * dropped there, and is taken out before or behind. Kernel 5.1; in sleepable programs 6.7.
     */
    public Held hold() {
        throw KernelOnly.here();
    }

    /** The stretch of code that holds a lock. */
    public static final class Held implements AutoCloseable {
        private Held() {}

        /** Gives the lock back: {@code bpf_spin_unlock}. */
        @Override
        public void close() {
            throw KernelOnly.here();
        }
    }
}
