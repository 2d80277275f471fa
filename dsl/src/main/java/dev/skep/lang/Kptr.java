package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code struct task_struct __kptr *task}: a field of a {@link Struct} that is the value of a map, which keeps a reference to an object of the
 * kernel, or to one that a program has allocated, from one run of a program to another one; null at first. What is there is released when the
 * entry or the map goes away. Kernel 6.4.
 *
 * <pre>{@code
 * try (var held = Kfuncs.taskFromPid(pid, Task.class)) {
 *     if (held == null) return 0;
 *     try (var before = value.task.exchange(held)) {
 *         if (before != null) …
 *     }
 * }
 * }</pre>
 *
 * @param <T> a {@link KernelType} class of {@code task_struct}, {@code cgroup} or {@code bpf_crypto_ctx}, or {@link BpfCpumask}, or a {@link
 *     Struct} as {@link BpfObject#allocate} takes it
 */
public final class Kptr<T> {
    private Kptr() {}

    /**
     * Puts what a reference leads to into the field, where the reference is not held any more, and returns a reference to what was there, null
     * when there was nothing; it belongs in a try-with-resources: {@code bpf_kptr_xchg}. Kernel 6.4.
     *
     * @param reference null to take what is there away
     */
    public @Nullable BpfReference<T> exchange(@Nullable BpfReference<T> reference) {
        throw KernelOnly.here();
    }

    /**
     * Returns what is there, null for nothing. RCU keeps it for the rest of a {@link Kernel#rcuReadLock} section, and of a program that cannot
     * sleep. Kernel 6.4; for what a program has allocated 6.10.
     */
    public @Nullable T value() {
        throw KernelOnly.here();
    }
}
