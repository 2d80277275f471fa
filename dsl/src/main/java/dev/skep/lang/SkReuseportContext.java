package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/** A packet that looks for its socket among those that share a port: {@code struct sk_reuseport_md}. Kernel 4.19. */
@KernelContext("sk_reuseport_md")
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class SkReuseportContext {
    /** Bytes of the packet from the transport header on. */
    public @Unsigned int len;

    /** EtherType, two bytes in network order. */
    public @Unsigned int ethProtocol;

    /** {@link dev.skep.lang.net.IpProtocol}. */
    public @Unsigned int ipProtocol;

    /** Whether the sockets are bound to any address. */
    public @Unsigned int bindInany;

    /** Hash of the packet's addresses and ports. */
    public @Unsigned int hash;

    /** A socket of the group. Kernel 5.14. */
    public BpfSock sk;

    /** The connection that needs a new listening socket; null when it is about a packet. Kernel 5.14. */
    public @Nullable BpfSockCommon migratingSk;

    private SkReuseportContext() {}

    /** Returns a cursor at the transport header. */
    public Packet packet() {
        throw KernelOnly.here();
    }

    /**
     * Copies bytes of the packet, as many as {@code to} has, and returns 0 or a negative error: {@code bpf_skb_load_bytes}. Kernel 4.5.
     *
     * @param offset bytes from the start of the packet
     */
    @CallsHelper("bpf_skb_load_bytes")
    public long loadBytes(@Unsigned int offset, @WithSize Object to) {
        throw KernelOnly.here();
    }

    /**
     * Copies bytes of the packet, as many as {@code to} has, and returns 0 or a negative error: {@code bpf_skb_load_bytes_relative}.
     * Kernel 4.18.
     *
     * @param offset bytes from that header
     * @param startHeader {@code BPF_HDR_START_MAC} (0) or {@code BPF_HDR_START_NET} (1)
     */
    @CallsHelper("bpf_skb_load_bytes_relative")
    public long loadBytesRelative(@Unsigned int offset, @WithSize Object to, @Unsigned int startHeader) {
        throw KernelOnly.here();
    }
}
