package dev.skep.lang;

/**
 * {@code struct bpf_task_work}: a field of a {@link Struct} that is the value of a map, which has something done to the entry by a task on its way
 * back to user space, where programs may sleep and reach all of its memory. A value has at most one; it lies in values of {@link BpfHashMap},
 * {@link BpfLruHashMap} and {@link BpfArray}. For the GPL only. Kernel 6.18.
 *
 * <pre>{@code
 * sample.work.scheduleResume(Kernel.currentTaskBtf(Task.class), samples, (key, value) -> value.done++);
 * }</pre>
 */
public final class BpfTaskWork {
    private BpfTaskWork() {}

    /**
     * Has it done by a task that is interrupted for it where it sleeps, and returns whether it will be; false where something is to be done for the
     * entry already: {@code bpf_task_work_schedule_signal}. Kernel 6.18.
     *
     * @param task a {@link KernelType} of {@code task_struct} that the verifier trusts
     * @param map the map that the value lies in
     */
    public <K, V> boolean scheduleSignal(Object task, BpfHashMap<K, V> map, EntryAction<K, V> work) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <K, V> boolean scheduleSignal(Object task, BpfLruHashMap<K, V> map, EntryAction<K, V> work) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <V> boolean scheduleSignal(Object task, BpfArray<V> map, EntryAction<Integer, V> work) {
        throw KernelOnly.here();
    }

    /**
     * Has it done by a task the next time that it goes back to user space, and returns whether it will be; false where something is to be done for
     * the entry already: {@code bpf_task_work_schedule_resume}. Kernel 6.18.
     *
     * @param task a {@link KernelType} of {@code task_struct} that the verifier trusts
     * @param map the map that the value lies in
     */
    public <K, V> boolean scheduleResume(Object task, BpfHashMap<K, V> map, EntryAction<K, V> work) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <K, V> boolean scheduleResume(Object task, BpfLruHashMap<K, V> map, EntryAction<K, V> work) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <V> boolean scheduleResume(Object task, BpfArray<V> map, EntryAction<Integer, V> work) {
        throw KernelOnly.here();
    }
}
