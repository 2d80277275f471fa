package dev.skep.lang;

/** An address on its way into or out of a system call: {@code struct bpf_sock_addr}. Kernel 4.17. */
@KernelContext("bpf_sock_addr")
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class SockAddrContext {
    /** Family of the address that the process gave. */
    public @Unsigned int userFamily;

    /** The IPv4 address. */
    @BigEndian
    public @Unsigned int userIp4;

    /** The IPv6 address, in network order. */
    @Length(4)
    public @Unsigned int[] userIp6;

    /** The port, two bytes in network order: {@code ByteOrder.ntohs((short) context.userPort)}. */
    public @Unsigned int userPort;

    /** Family of the socket. */
    public @Unsigned int family;

    /** {@code SOCK_STREAM} (1), {@code SOCK_DGRAM} (2), … */
    public @Unsigned int type;

    /** {@link dev.skep.lang.net.IpProtocol}. */
    public @Unsigned int protocol;

    /** IPv4 address that the message is sent from. Kernel 4.18. */
    @BigEndian
    public @Unsigned int msgSrcIp4;

    /** IPv6 address that the message is sent from, in network order. Kernel 4.18. */
    @Length(4)
    public @Unsigned int[] msgSrcIp6;

    /** The socket. Kernel 5.3. */
    public BpfSock sk;

    private SockAddrContext() {}
}
