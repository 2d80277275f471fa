package dev.skep.lang;

import org.jspecify.annotations.Nullable;

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

    /** Returns the listening socket that it belongs to, or null when there is none: {@code bpf_get_listener_sock}. Kernel 5.1. */
    @CallsHelper("bpf_get_listener_sock")
    public @Nullable BpfSock listenerSock() {
        throw KernelOnly.here();
    }

    /** Returns the number of the socket's cgroup: {@code bpf_sk_cgroup_id}. Kernel 5.8. */
    @CallsHelper("bpf_sk_cgroup_id")
    public @Unsigned long cgroupId() {
        throw KernelOnly.here();
    }

    /**
     * Returns the number of the cgroup so many levels below the root that the socket is in: {@code bpf_sk_ancestor_cgroup_id}. Kernel 5.8.
     */
    @CallsHelper("bpf_sk_ancestor_cgroup_id")
    public @Unsigned long ancestorCgroupId(int level) {
        throw KernelOnly.here();
    }
}
