package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/** A packet at the driver: {@code struct xdp_md}. Kernel 4.8. */
@KernelContext("xdp_md")
public final class XdpContext {
    /** Index of the device that the packet came in by. Kernel 4.16. */
    public @Unsigned int ingressIfindex;

    /** Receive queue that the packet came in by. Kernel 4.16. */
    public @Unsigned int rxQueueIndex;

    /** Index of the device that the packet goes out by, in a program at an entry of a {@link BpfDevMap}. Kernel 5.8. */
    public @Unsigned int egressIfindex;

    private XdpContext() {}

    /** Returns a cursor at the Ethernet header. */
    public Packet packet() {
        throw KernelOnly.here();
    }

    /** Returns the whole packet, from the Ethernet header on, in all its pieces: {@code bpf_dynptr_from_xdp}. For the GPL only. Kernel 6.4. */
    public BpfDynptr dynptr() {
        throw KernelOnly.here();
    }

    /** Returns what lies in front of the packet, or null when there is less: {@code data_meta}. {@link #adjustMeta} makes room. Kernel 4.15. */
    public <T> @Nullable T metadata(Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Cuts {@code bytes} off the front of the packet, or puts as many in front of it when the number is negative, and returns whether that
     * worked: {@code bpf_xdp_adjust_head}. Headers that were read before may not be touched any more; {@link #packet} reads them anew. What
     * is put in front is not zeroed. Kernel 4.10.
     */
    public boolean adjustHead(int bytes) {
        throw KernelOnly.here();
    }

    /**
     * Asks routing for the next hop and returns 0, {@code BPF_FIB_LKUP_RET_*}, or a negative error: {@code bpf_fib_lookup}. For the GPL
     * only. Kernel 4.18.
     *
     * @param flags {@code BPF_FIB_LOOKUP_DIRECT} (1), {@code BPF_FIB_LOOKUP_OUTPUT} (2), …
     */
    @CallsHelper("bpf_fib_lookup")
    public long fibLookup(@WithSize BpfFibLookup parameters, @Unsigned int flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns 0 when the packet fits a device, 1 when it does not, or a negative error: {@code bpf_check_mtu}. For the GPL only. Kernel
     * 5.12.
     *
     * @param ifindex 0 for the device that it is at
     * @param length 0, or the length to check; the MTU afterwards
     * @param difference added to the length
     */
    @CallsHelper("bpf_check_mtu")
    public long checkMtu(@Unsigned int ifindex, U32 length, int difference, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to a TCP socket by its addresses, or null when there is none. Belongs in a try-with-resources: {@code
     * bpf_sk_lookup_tcp}. Kernel 4.20.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param netns number of a network namespace; -1 for that of the program
     */
    @CallsHelper("bpf_sk_lookup_tcp")
    public @Nullable Socket skLookupTcp(@WithSize Object tuple, @Unsigned long netns, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to a UDP socket by its addresses, or null when there is none. Belongs in a try-with-resources: {@code
     * bpf_sk_lookup_udp}. Kernel 4.20.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param netns number of a network namespace; -1 for that of the program
     */
    @CallsHelper("bpf_sk_lookup_udp")
    public @Nullable Socket skLookupUdp(@WithSize Object tuple, @Unsigned long netns, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to a TCP socket, which may only wait for an answer by its addresses, or null when there is none. Belongs in a
     * try-with-resources: {@code bpf_skc_lookup_tcp}. Kernel 5.2.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param netns number of a network namespace; -1 for that of the program
     */
    @CallsHelper("bpf_skc_lookup_tcp")
    public @Nullable Socket skcLookupTcp(@WithSize Object tuple, @Unsigned long netns, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Makes room in front of the packet for metadata, where the number is negative, or takes it away, and returns 0 or a negative error.
     * Headers that were read before are gone: {@code bpf_xdp_adjust_meta}. Kernel 4.15.
     */
    @CallsHelper("bpf_xdp_adjust_meta")
    public long adjustMeta(int bytes) {
        throw KernelOnly.here();
    }

    /**
     * Makes the packet longer or shorter at its end and returns 0 or a negative error. Headers that were read before are gone: {@code
     * bpf_xdp_adjust_tail}. Kernel 4.18.
     */
    @CallsHelper("bpf_xdp_adjust_tail")
    public long adjustTail(int bytes) {
        throw KernelOnly.here();
    }

    /** Returns the bytes of the packet, in all its pieces: {@code bpf_xdp_get_buff_len}. Kernel 5.18. */
    @CallsHelper("bpf_xdp_get_buff_len")
    public @Unsigned long buffLen() {
        throw KernelOnly.here();
    }

    /**
     * Copies bytes of the packet, as many as {@code to} has, and returns 0 or a negative error: {@code bpf_xdp_load_bytes}. Kernel 5.18.
     */
    @CallsHelper("bpf_xdp_load_bytes")
    public long loadBytes(@Unsigned int offset, @WithSize Object to) {
        throw KernelOnly.here();
    }

    /**
     * Puts bytes into the packet, as many as {@code from} has, and returns 0 or a negative error: {@code bpf_xdp_store_bytes}. Kernel
     * 5.18.
     */
    @CallsHelper("bpf_xdp_store_bytes")
    public long storeBytes(@Unsigned int offset, @WithSize Object from) {
        throw KernelOnly.here();
    }
}
