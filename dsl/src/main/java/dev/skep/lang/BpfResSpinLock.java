package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code struct bpf_res_spin_lock}: a {@link BpfSpinLock} that gives up instead of waiting for ever, so that programs may hold several at a
 * time. It is a field of a {@link Struct} that is the value of a {@link BpfHashMap}, a {@link BpfArray} or a storage, or a variable of its own
 * ({@link #create}), where the other one may be; a value has one of them. For the GPL only. Kernel 6.15.
 *
 * <pre>{@code
 * try (var held = bucket.lock.hold()) {
 *     if (held == null) return 0;
 *     bucket.tokens--;
 * }
 * }</pre>
 */
public final class BpfResSpinLock {
    private BpfResSpinLock() {}

    /** Makes a lock that belongs to no value: what a static final field is given, as {@link BpfSpinLock#create} does. Kernel 6.15. */
    public static BpfResSpinLock create() {
        return new BpfResSpinLock();
    }

    /**
     * Takes it, {@code bpf_res_spin_lock}, or returns null: where this CPU holds it already, where CPUs wait for each other's locks, and after a
     * quarter of a second. The {@code try} that this belongs in begins with the question which it is, and gives the lock back on every way out.
     * The verifier allows no calls of the kernel until then but other such locks, given back before this one; methods of the class stand in
     * place. Kernel 6.15.
     */
    public @Nullable Held hold() {
        throw KernelOnly.here();
    }

    /** The same, and no interrupt comes to this CPU meanwhile: {@code bpf_res_spin_lock_irqsave}. Kernel 6.15. */
    public @Nullable Held holdIrqsave() {
        throw KernelOnly.here();
    }

    /** The stretch of code that holds a lock. */
    public static final class Held implements AutoCloseable {
        private Held() {}

        /** Gives the lock back: {@code bpf_res_spin_unlock}, {@code bpf_res_spin_unlock_irqrestore}. */
        @Override
        public void close() {
            throw KernelOnly.here();
        }
    }
}
