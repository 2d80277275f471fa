package dev.skep.lang;

/** A message that a socket sends: {@code struct sk_msg_md}. Kernel 4.17. */
@KernelContext("sk_msg_md")
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class SkMsgContext {
    /** {@code AF_INET} (2) or {@code AF_INET6} (10). Kernel 4.18. */
    public @Unsigned int family;

    /** IPv4 address of the other end. Kernel 4.18. */
    @BigEndian
    public @Unsigned int remoteIp4;

    /** IPv4 address of this end. Kernel 4.18. */
    @BigEndian
    public @Unsigned int localIp4;

    /** IPv6 address of the other end, in network order. Kernel 4.18. */
    @Length(4)
    public @Unsigned int[] remoteIp6;

    /** IPv6 address of this end, in network order. Kernel 4.18. */
    @Length(4)
    public @Unsigned int[] localIp6;

    /** Port of the other end. Kernel 4.18. */
    @BigEndian
    public @Unsigned int remotePort;

    /** Port of this end. Kernel 4.18. */
    public @Unsigned int localPort;

    /** Bytes of the message. Kernel 5.0. */
    public @Unsigned int size;

    /** The socket. Kernel 5.8. */
    public BpfSock sk;

    private SkMsgContext() {}

    /** Returns a cursor at the start of the message, as far as it was pulled. */
    public Packet packet() {
        throw KernelOnly.here();
    }
}
