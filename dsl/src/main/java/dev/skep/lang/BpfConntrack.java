package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * Functions of the kernel for the connections that it tracks, under its own names without {@code bpf_} and {@code ct_}: looked up by a packet's
 * addresses, or made. For {@link Xdp} and {@link Tc} programs, and kernels with the module {@code nf_conntrack}.
 *
 * <pre>{@code
 * try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)) {
 *     if (entry == null) return XdpAction.PASS;
 *     BpfConntrack.setTimeout(entry, 30_000);
 *     entry.value().mark = 7;
 * }                                                      // in the table from here on
 * }</pre>
 *
 * <p>The addresses are a {@link BpfSockTuple4} or {@link BpfSockTuple6}, the class of a connection a {@link KernelType} of {@code nf_conn}. Its
 * {@code mark} may be written to since kernel 6.1.
 */
public final class BpfConntrack {
    private BpfConntrack() {}

    /**
     * Returns a reference to the connection of these addresses, null when there is none: {@code bpf_skb_ct_lookup}. Kernel 5.18.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param type a {@link KernelType} class of {@code nf_conn}
     */
    @Kfunc("bpf_skb_ct_lookup")
    public static <T> @Nullable BpfReference<T> skbLookup(SkBuff skb, Object tuple, BpfCtOpts options, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the connection of these addresses, null when there is none: {@code bpf_xdp_ct_lookup}. Kernel 5.18.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param type a {@link KernelType} class of {@code nf_conn}
     */
    @Kfunc("bpf_xdp_ct_lookup")
    public static <T> @Nullable BpfReference<T> xdpLookup(
            XdpContext context, Object tuple, BpfCtOpts options, Class<T> type) {
        throw KernelOnly.here();
    }

    /** Changes after how long without packets a connection is forgotten, and returns 0 or a negative error: {@code bpf_ct_change_timeout}. Kernel 6.0. */
    @Kfunc("bpf_ct_change_timeout")
    public static int changeTimeout(Object connection, @Unsigned int milliseconds) {
        throw KernelOnly.here();
    }

    /** Changes the flags {@code IPS_…} of a connection, and returns 0 or a negative error: {@code bpf_ct_change_status}. Kernel 6.0. */
    @Kfunc("bpf_ct_change_status")
    public static int changeStatus(Object connection, @Unsigned int status) {
        throw KernelOnly.here();
    }

    /**
     * Returns a new entry for these addresses, null when there can be none: {@code bpf_skb_ct_alloc}. Kernel 6.0.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param type a {@link KernelType} class of {@code nf_conn}
     */
    @Kfunc("bpf_skb_ct_alloc")
    public static <T> @Nullable Entry<T> skbAlloc(SkBuff skb, Object tuple, BpfCtOpts options, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a new entry for these addresses, null when there can be none: {@code bpf_xdp_ct_alloc}. Kernel 6.0.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param type a {@link KernelType} class of {@code nf_conn}
     */
    @Kfunc("bpf_xdp_ct_alloc")
    public static <T> @Nullable Entry<T> xdpAlloc(XdpContext context, Object tuple, BpfCtOpts options, Class<T> type) {
        throw KernelOnly.here();
    }

    /** Says after how long without packets the connection will be forgotten, 10 seconds unless it is said: {@code bpf_ct_set_timeout}. Kernel 6.0. */
    @Kfunc("bpf_ct_set_timeout")
    public static void setTimeout(Entry<?> entry, @Unsigned int milliseconds) {
        throw KernelOnly.here();
    }

    /** Gives the connection flags {@code IPS_…}, and returns 0 or a negative error: {@code bpf_ct_set_status}. Kernel 6.0. */
    @Kfunc("bpf_ct_set_status")
    public static int setStatus(Entry<?> entry, @Unsigned int status) {
        throw KernelOnly.here();
    }

    /**
     * Lets the kernel translate an address of the connection, and returns 0 or a negative error: {@code bpf_ct_set_nat_info}. Needs the module
     * {@code nf_nat}. Kernel 6.1.
     *
     * @param port the port that it gets, in host order; 0 for one that is free
     * @param manip whether that is the address it comes from, {@code NF_NAT_MANIP_SRC} (0), or goes to, {@code NF_NAT_MANIP_DST} (1)
     */
    @Kfunc("bpf_ct_set_nat_info")
    public static int setNatInfo(Entry<?> entry, NfInetAddr address, int port, int manip) {
        throw KernelOnly.here();
    }

    /**
     * Inserts an entry before the end of its {@code try}, where the connection is needed; returns a reference to that, null when it cannot be
     * inserted, as when there is one of these addresses: {@code bpf_ct_insert_entry}. Nothing can reach the entry any more. Kernel 6.0.
     */
    @Kfunc("bpf_ct_insert_entry")
    public static <T> @Nullable BpfReference<T> insertEntry(Entry<T> entry) {
        throw KernelOnly.here();
    }

    /**
     * A connection that nobody can look up yet. It belongs in a try-with-resources, and whichever way the program leaves that, the entry is
     * inserted: the kernel knows no other end of one.
     *
     * @param <T> the {@link KernelType} class of {@code nf_conn}
     */
    public static final class Entry<T> implements AutoCloseable {
        private Entry() {}

        /** Returns the connection as it will be. Of its fields, programs write to {@code mark}. */
        public T value() {
            throw KernelOnly.here();
        }

        /** Inserts it unless it was inserted: {@code bpf_ct_insert_entry}, and {@code bpf_ct_release}. */
        @Override
        public void close() {
            throw KernelOnly.here();
        }
    }
}
