package dev.skep.lang;

/** A socket, all of it: {@code struct bpf_sock}. Kernel 4.20. */
@KernelContext(value = "bpf_sock", pointer = true)
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class BpfSock {
    /** Index of the device that it is bound to, or 0. */
    public @Unsigned int boundDevIf;

    /** {@code AF_INET} (2), {@code AF_INET6} (10), … */
    public @Unsigned int family;

    /** {@code SOCK_STREAM} (1), {@code SOCK_DGRAM} (2), … */
    public @Unsigned int type;

    /** {@link dev.skep.lang.net.IpProtocol}. */
    public @Unsigned int protocol;

    /** The mark of its packets. */
    public @Unsigned int mark;

    /** The priority of its packets. */
    public @Unsigned int priority;

    /** IPv4 address of this end. */
    @BigEndian
    public @Unsigned int srcIp4;

    /** IPv6 address of this end, in network order. */
    @Length(4)
    public @Unsigned int[] srcIp6;

    /** Port of this end. */
    public @Unsigned int srcPort;

    /** Port of the other end. */
    @BigEndian
    public @Unsigned short dstPort;

    /** IPv4 address of the other end. */
    @BigEndian
    public @Unsigned int dstIp4;

    /** IPv6 address of the other end, in network order. */
    @Length(4)
    public @Unsigned int[] dstIp6;

    /** {@code BPF_TCP_ESTABLISHED} (1), {@code BPF_TCP_LISTEN} (10), … */
    public @Unsigned int state;

    /** Queue that its packets come in by, or -1. */
    public int rxQueueMapping;

    private BpfSock() {}
}
