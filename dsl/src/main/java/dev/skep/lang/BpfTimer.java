package dev.skep.lang;

/**
 * {@code struct bpf_timer}: a field of a {@link Struct} that is the value of a map, which has something done to the entry later. A value has at
 * most one; it lies in values of {@link BpfHashMap}, {@link BpfLruHashMap} and {@link BpfArray}. The kernel cancels it when the entry is
 * deleted or replaced, and when user space has closed the map and holds no pin of it. Programs of kprobes, tracepoints and perf events may not
 * use such a map. For the GPL only. Kernel 5.15; in a struct within the value 6.11.
 *
 * <pre>{@code
 * session.expiry.init(sessions, BpfTimer.Clock.MONOTONIC, (key, old) -> sessions.delete(key));
 * session.expiry.start(30_000_000_000L);
 * }</pre>
 */
public final class BpfTimer {
    /** {@code BPF_F_TIMER_ABS}: the time is one of the clock, and none from now on. Kernel 6.4. */
    public static final int ABSOLUTE = 1;

    /** {@code BPF_F_TIMER_CPU_PIN}: it runs on the CPU that started it. Kernel 6.7. */
    public static final int CPU_PINNED = 2;

    private BpfTimer() {}

    /** What counts the time. */
    public enum Clock {
        /** Time since boot, suspended time not counted: {@code CLOCK_MONOTONIC}. */
        @Code(1)
        MONOTONIC,
        /** Time since boot, suspended time counted: {@code CLOCK_BOOTTIME}. */
        @Code(7)
        BOOTTIME,
        /** The time of day, which may be set: {@code CLOCK_REALTIME}. */
        @Code(0)
        REALTIME
    }

    /**
     * Makes the timer and says what it does: {@code bpf_timer_init}, and {@code bpf_timer_set_callback} where that went well. Returns whether it
     * is new; false when it has been made before, so that each new entry is made ready once.
     *
     * @param map the map that the value lies in
     * @param expired runs when the time is over, as part of an interrupt
     */
    public <K, V> boolean init(BpfHashMap<K, V> map, Clock clock, EntryAction<K, V> expired) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <K, V> boolean init(BpfLruHashMap<K, V> map, Clock clock, EntryAction<K, V> expired) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <V> boolean init(BpfArray<V> map, Clock clock, EntryAction<Integer, V> expired) {
        throw KernelOnly.here();
    }

    /** Lets it do something else from now on, and returns whether it had been made: {@code bpf_timer_set_callback}. */
    public <K, V> boolean setCallback(BpfHashMap<K, V> map, EntryAction<K, V> expired) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <K, V> boolean setCallback(BpfLruHashMap<K, V> map, EntryAction<K, V> expired) {
        throw KernelOnly.here();
    }

    /** The same for an entry of another type of map. */
    public <V> boolean setCallback(BpfArray<V> map, EntryAction<Integer, V> expired) {
        throw KernelOnly.here();
    }

    /** Lets it run once in so many nanoseconds, whatever was asked before, and returns whether it had been made: {@code bpf_timer_start}. */
    public boolean start(@Unsigned long nanoseconds) {
        throw KernelOnly.here();
    }

    /** The same with flags: {@link #ABSOLUTE}, {@link #CPU_PINNED}. */
    public boolean start(@Unsigned long nanoseconds, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Calls it off, waits until it has ended if it runs, and returns whether it was to run: {@code bpf_timer_cancel}. */
    public boolean cancel() {
        throw KernelOnly.here();
    }
}
