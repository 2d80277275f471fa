package dev.skep.lang;

/**
 * Something of the kernel that cannot go away as long as the program holds the reference: it belongs in a try-with-resources, at whose end it is
 * released. What a kernel function with {@code KF_ACQUIRE} returns, null when there was nothing.
 *
 * <pre>{@code
 * try (var held = Kfuncs.taskFromPid(pid, Task.class)) {
 *     if (held == null) return 0;
 *     Task task = held.value();
 *     …
 * }
 * }</pre>
 *
 * <p>The verifier trusts what a reference leads to, so that kernel functions take it and its fields are read directly. Kernel 6.2.
 *
 * <p>Or an object that the program has allocated, by {@link BpfObject}, whose fields it reads and writes.
 *
 * @param <T> the {@link KernelType} class of what it leads to, or the {@link Struct} that was allocated
 */
public final class BpfReference<T> implements AutoCloseable {
    private BpfReference() {}

    /** Returns what it leads to, which is not there any more when the reference is released. */
    public T value() {
        throw KernelOnly.here();
    }

    /**
     * Releases it, before the end of its {@code try} where the program says so: {@code bpf_task_release}, {@code bpf_cgroup_release}, {@code
     * bpf_cpumask_release}, {@code bpf_put_file}, {@code bpf_ct_release}, {@code bpf_key_put}, … by what it leads to; {@code bpf_obj_drop} for
     * what the program has allocated.
     */
    @Override
    public void close() {
        throw KernelOnly.here();
    }
}
