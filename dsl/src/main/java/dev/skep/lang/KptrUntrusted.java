package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code struct task_struct __kptr_untrusted *task}: a field of a {@link Struct} that is the value of a map, which keeps where an object of the
 * kernel is, and not the object: it may go away, and something else may come to lie there. Its fields are read all the same, as what they turn
 * out to be; functions of the kernel take no such object. Null at first. Kernel 5.19; 6.4 in maps with a value for each CPU and in storages.
 *
 * <pre>{@code
 * value.task.set(Kernel.currentTaskBtf(Task.class));
 * …
 * var task = value.task.value();
 * if (task != null) …task.pid
 * }</pre>
 *
 * @param <T> a {@link KernelType} class
 */
public final class KptrUntrusted<T> {
    private KptrUntrusted() {}

    /**
     * Puts an object there that the verifier knows: the argument of a program that traces, what {@link Kernel#currentTaskBtf} returns, what a
     * {@link BpfReference} leads to, or what a field of one of those does.
     *
     * @param object null for nothing
     */
    public void set(@Nullable T object) {
        throw KernelOnly.here();
    }

    /** Returns what is there, null for nothing; it may be gone, and is only to be read. */
    public @Nullable T value() {
        throw KernelOnly.here();
    }
}
