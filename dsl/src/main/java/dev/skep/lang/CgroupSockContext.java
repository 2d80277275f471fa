package dev.skep.lang;

/** A socket that is made, bound or closed: {@code struct bpf_sock}. Kernel 4.10. */
@KernelContext("bpf_sock")
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class CgroupSockContext {
    /** Index of the device that it is bound to, or 0. */
    public @Unsigned int boundDevIf;

    /** {@code AF_INET} (2), {@code AF_INET6} (10), … */
    public @Unsigned int family;

    /** {@code SOCK_STREAM} (1), {@code SOCK_DGRAM} (2), … */
    public @Unsigned int type;

    /** {@link dev.skep.lang.net.IpProtocol}. */
    public @Unsigned int protocol;

    /** The mark of its packets. Kernel 4.14. */
    public @Unsigned int mark;

    /** The priority of its packets. Kernel 4.14. */
    public @Unsigned int priority;

    /** IPv4 address of this end. Kernel 4.17. */
    @BigEndian
    public @Unsigned int srcIp4;

    /** IPv6 address of this end, in network order. Kernel 4.17. */
    @Length(4)
    public @Unsigned int[] srcIp6;

    /** Port of this end. Kernel 4.17. */
    public @Unsigned int srcPort;

    /** Port of the other end. Kernel 5.1. */
    @BigEndian
    public @Unsigned short dstPort;

    /** IPv4 address of the other end. Kernel 5.1. */
    @BigEndian
    public @Unsigned int dstIp4;

    /** IPv6 address of the other end, in network order. Kernel 5.1. */
    @Length(4)
    public @Unsigned int[] dstIp6;

    /** {@code BPF_TCP_ESTABLISHED} (1), {@code BPF_TCP_LISTEN} (10), … Kernel 5.1. */
    public @Unsigned int state;

    /** Queue that its packets come in by, or -1. Kernel 5.8. */
    public int rxQueueMapping;

    private CgroupSockContext() {}

    /** Returns a number that no other socket has, or 0 when there is no socket: {@code bpf_get_socket_cookie}. Kernel 4.12. */
    @CallsHelper("bpf_get_socket_cookie")
    public @Unsigned long socketCookie() {
        throw KernelOnly.here();
    }

    /** Returns a number that no other network namespace has: {@code bpf_get_netns_cookie}. Kernel 5.7. */
    @CallsHelper("bpf_get_netns_cookie")
    public @Unsigned long netnsCookie() {
        throw KernelOnly.here();
    }
}
