package dev.skep.lang;

import org.jspecify.annotations.Nullable;

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

    /** Returns a number that no other socket has, or 0 when there is no socket: {@code bpf_get_socket_cookie}. Kernel 4.12. */
    @CallsHelper("bpf_get_socket_cookie")
    public @Unsigned long socketCookie() {
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

    /** Returns a number that no other network namespace has: {@code bpf_get_netns_cookie}. Kernel 5.7. */
    @CallsHelper("bpf_get_netns_cookie")
    public @Unsigned long netnsCookie() {
        throw KernelOnly.here();
    }

    /** Sets an option of the socket and returns 0 or a negative error: {@code bpf_setsockopt}. Kernel 4.13. */
    @CallsHelper("bpf_setsockopt")
    public long setsockopt(int level, int option, @WithSize Object value) {
        throw KernelOnly.here();
    }

    /** Tells an option of the socket and returns 0 or a negative error: {@code bpf_getsockopt}. Kernel 4.15. */
    @CallsHelper("bpf_getsockopt")
    public long getsockopt(int level, int option, @WithSize Object value) {
        throw KernelOnly.here();
    }

    /**
     * Binds the socket to an address of this end, before it connects, and returns 0 or a negative error: {@code bpf_bind}. Kernel 4.17.
     *
     * @param address a {@code struct sockaddr_in} or {@code sockaddr_in6}, its port 0
     */
    @CallsHelper("bpf_bind")
    public long bind(@WithSize Object address) {
        throw KernelOnly.here();
    }
}
