package dev.skep.lang;

/**
 * {@code struct bpf_wq}: a field of a {@link Struct} that is the value of a map, which has something done to the entry soon, by a thread of the
 * kernel that may sleep. A value has at most one; it lies in values of {@link BpfHashMap}, {@link BpfLruHashMap} and {@link BpfArray}. Programs
 * of kprobes, tracepoints and perf events may not use such a map. For the GPL only. Kernel 6.10; in a struct within the value 6.11.
 *
 * <pre>{@code
 * request.work.init(requests, (key, value) -> value.done++);
 * request.work.start();
 * }</pre>
 */
public final class BpfWorkqueue {
    private BpfWorkqueue() {}

    /**
     * Makes it and says what it does: {@code bpf_wq_init}, and {@code bpf_wq_set_callback} where that went well. Returns whether it is new;
     * false when it has been made before.
     *
     * @param map the map that the value lies in
     * @param work runs in a thread of the kernel
     */
    public <K, V> boolean init(BpfHashMap<K, V> map, EntryAction<K, V> work) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <K, V> boolean init(BpfLruHashMap<K, V> map, EntryAction<K, V> work) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <V> boolean init(BpfArray<V> map, EntryAction<Integer, V> work) {
        throw KernelOnly.here();
    }

    /** Lets it do something else from now on, and returns whether it had been made: {@code bpf_wq_set_callback}. */
    public <K, V> boolean setCallback(BpfHashMap<K, V> map, EntryAction<K, V> work) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <K, V> boolean setCallback(BpfLruHashMap<K, V> map, EntryAction<K, V> work) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <V> boolean setCallback(BpfArray<V> map, EntryAction<Integer, V> work) {
        throw KernelOnly.here();
    }

    /** Lets it run once, and returns whether it had been made: {@code bpf_wq_start}. */
    public boolean start() {
        throw KernelOnly.here();
    }
}
