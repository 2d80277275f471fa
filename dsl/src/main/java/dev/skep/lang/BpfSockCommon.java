package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/** What sockets have in common, also those of connections that are not there yet or no more: part of {@code struct bpf_sock}. Kernel 5.1. */
@KernelContext(value = "bpf_sock", pointer = true)
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class BpfSockCommon {
    /** Index of the device that it is bound to, or 0. */
    public @Unsigned int boundDevIf;

    /** {@code AF_INET} (2), {@code AF_INET6} (10), … */
    public @Unsigned int family;

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

    private BpfSockCommon() {}

    /** Returns all of the socket, or null when there is no more: {@code bpf_sk_fullsock}. Kernel 5.1. */
    @CallsHelper("bpf_sk_fullsock")
    public @Nullable BpfSock fullsock() {
        throw KernelOnly.here();
    }

    /** Returns the state of the TCP connection, or null when it is none: {@code bpf_tcp_sock}. Kernel 5.1. */
    @CallsHelper("bpf_tcp_sock")
    public @Nullable BpfTcpSock tcpSock() {
        throw KernelOnly.here();
    }
}
