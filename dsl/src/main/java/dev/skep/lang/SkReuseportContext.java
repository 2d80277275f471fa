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
}
