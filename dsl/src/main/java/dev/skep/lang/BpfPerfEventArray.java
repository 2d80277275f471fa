package dev.skep.lang;

/**
 * {@code BPF_MAP_TYPE_PERF_EVENT_ARRAY}: perf events by CPU, to count with and to send records to user space. Kernel 4.3.
 *
 * @param <T> the {@link Struct} class of its records
 */
public final class BpfPerfEventArray<T> {
    /** {@code BPF_F_CURRENT_CPU}: the event of the CPU that runs the program. */
    public static final long CURRENT_CPU = 0xffffffffL;

    private BpfPerfEventArray() {}

    /** Returns an array with an entry for each CPU. */
    public static <T> BpfPerfEventArray<T> perCpu() {
        return new BpfPerfEventArray<>();
    }

    /** Returns an array of {@code entries} events. */
    public static <T> BpfPerfEventArray<T> of(int entries) {
        return new BpfPerfEventArray<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfPerfEventArray<T> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_PRESERVE_ELEMS} (2048), … */
    public BpfPerfEventArray<T> flags(int flags) {
        return this;
    }

    /**
     * Sends a copy of a record to user space, by the event of this CPU, and returns 0 or a negative error: {@code bpf_perf_event_output}. For the GPL only. Kernel 4.4.
     *
     * @param context that of the program
     * @param flags the CPU; {@link #CURRENT_CPU}
     */
    @CallsHelper(value = "bpf_perf_event_output", receiver = 1)
    public long output(Object context, @Unsigned long flags, @WithSize T record) {
        throw KernelOnly.here();
    }

    /**
     * Returns the counter of an event, or a negative error: {@code bpf_perf_event_read}. {@link #readValue} tells the two apart. For the GPL only. Kernel 4.3.
     *
     * @param flags the CPU; {@link #CURRENT_CPU}
     */
    @CallsHelper("bpf_perf_event_read")
    public @Unsigned long read(@Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Reads the counter of an event and returns 0 or a negative error: {@code bpf_perf_event_read_value}. For the GPL only. Kernel 4.15.
     *
     * @param flags the CPU; {@link #CURRENT_CPU}
     */
    @CallsHelper("bpf_perf_event_read_value")
    public long readValue(@Unsigned long flags, @WithSize BpfPerfEventValue value) {
        throw KernelOnly.here();
    }

    /**
     * Sends the start of a packet to user space behind a record, in a program that has a {@code struct sk_buff}: {@code bpf_skb_output}. For the GPL only. Kernel 5.5.
     *
     * @param skb a {@link KernelType} of {@code sk_buff}
     * @param flags the CPU; {@link #CURRENT_CPU}; bytes of the packet in the high half
     */
    @CallsHelper(value = "bpf_skb_output", receiver = 1)
    public long skbOutput(Object skb, @Unsigned long flags, @WithSize T record) {
        throw KernelOnly.here();
    }

    /**
     * Sends the start of a packet to user space behind a record, in a program that has a {@code struct xdp_buff}: {@code bpf_xdp_output}. For the GPL only. Kernel 5.7.
     *
     * @param xdp a {@link KernelType} of {@code xdp_buff}
     * @param flags the CPU; {@link #CURRENT_CPU}; bytes of the packet in the high half
     */
    @CallsHelper(value = "bpf_xdp_output", receiver = 1)
    public long xdpOutput(Object xdp, @Unsigned long flags, @WithSize T record) {
        throw KernelOnly.here();
    }
}
