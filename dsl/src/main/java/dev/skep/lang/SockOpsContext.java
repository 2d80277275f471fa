package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/** Something that happens to a TCP connection: {@code struct bpf_sock_ops}. Kernel 4.13. */
@KernelContext("bpf_sock_ops")
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class SockOpsContext {
    /** What has happened, or is asked: {@code BPF_SOCK_OPS_*}. */
    public @Unsigned int op;

    /** What is told with it. Kernel 4.16. */
    @Length(4)
    public @Unsigned int[] args;

    /** The answer. */
    public @Unsigned int reply;

    /** A longer answer. */
    @Length(4)
    public @Unsigned int[] replylong;

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public @Unsigned int family;

    /** IPv4 address of the other end. */
    @BigEndian
    public @Unsigned int remoteIp4;

    /** IPv4 address of this end. */
    @BigEndian
    public @Unsigned int localIp4;

    /** IPv6 address of the other end, in network order. */
    @Length(4)
    public @Unsigned int[] remoteIp6;

    /** IPv6 address of this end, in network order. */
    @Length(4)
    public @Unsigned int[] localIp6;

    /** Port of the other end. */
    @BigEndian
    public @Unsigned int remotePort;

    /** Port of this end. */
    public @Unsigned int localPort;

    /** Whether there is a whole socket. Kernel 4.16. */
    public @Unsigned int isFullsock;

    /** Congestion window of the sender. Kernel 4.16. */
    public @Unsigned int sndCwnd;

    /** Smoothed round trip time, in eighths of microseconds. Kernel 4.16. */
    public @Unsigned int srttUs;

    /** Which further events are told: {@code BPF_SOCK_OPS_*_CB_FLAG}. Kernel 4.16. */
    public @Unsigned int bpfSockOpsCbFlags;

    /** {@code BPF_TCP_ESTABLISHED} (1), {@code BPF_TCP_LISTEN} (10), … Kernel 4.16. */
    public @Unsigned int state;

    /** Shortest round trip time, in microseconds. Kernel 4.16. */
    public @Unsigned int rttMin;

    /** Slow start threshold of the sender. Kernel 4.16. */
    public @Unsigned int sndSsthresh;

    /** Number of the next byte to receive. Kernel 4.16. */
    public @Unsigned int rcvNxt;

    /** Number of the next byte to send. Kernel 4.16. */
    public @Unsigned int sndNxt;

    /** Number of the first byte that is not acknowledged. Kernel 4.16. */
    public @Unsigned int sndUna;

    /** Largest segment that is sent now. Kernel 4.16. */
    public @Unsigned int mssCache;

    /** What was negotiated about congestion notification. Kernel 4.16. */
    public @Unsigned int ecnFlags;

    /** Packets delivered in the last sample of the rate. Kernel 4.16. */
    public @Unsigned int rateDelivered;

    /** Microseconds of that sample. Kernel 4.16. */
    public @Unsigned int rateIntervalUs;

    /** Packets on their way. Kernel 4.16. */
    public @Unsigned int packetsOut;

    /** Packets on their way once more. Kernel 4.16. */
    public @Unsigned int retransOut;

    /** Packets that were sent again, in all. Kernel 4.16. */
    public @Unsigned int totalRetrans;

    /** Segments received. Kernel 4.16. */
    public @Unsigned int segsIn;

    /** Segments with data received. Kernel 4.16. */
    public @Unsigned int dataSegsIn;

    /** Segments sent. Kernel 4.16. */
    public @Unsigned int segsOut;

    /** Segments with data sent. Kernel 4.16. */
    public @Unsigned int dataSegsOut;

    /** Packets that are taken for lost. Kernel 4.16. */
    public @Unsigned int lostOut;

    /** Packets that were acknowledged selectively. Kernel 4.16. */
    public @Unsigned int sackedOut;

    /** Hash that chooses the way of its packets. Kernel 4.16. */
    public @Unsigned int skTxhash;

    /** Bytes received and acknowledged. Kernel 4.16. */
    public @Unsigned long bytesReceived;

    /** Bytes sent that were acknowledged. Kernel 4.16. */
    public @Unsigned long bytesAcked;

    /** The socket; null when there is no whole one. Kernel 5.3. */
    public @Nullable BpfSock sk;

    /** Bytes of the packet. Kernel 5.10. */
    public @Unsigned int skbLen;

    /** Flags of its TCP header. Kernel 5.10. */
    public @Unsigned int skbTcpFlags;

    /** When the device received the packet, by its own clock. Kernel 6.2. */
    public @Unsigned long skbHwtstamp;

    private SockOpsContext() {}

    /** Returns a cursor at the TCP header of the packet that it is about, where there is one. Kernel 5.10. */
    public Packet packet() {
        throw KernelOnly.here();
    }

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
     * Says which further events the program is told of, and returns 0, or those flags that there are not: {@code
     * bpf_sock_ops_cb_flags_set}. Kernel 4.16.
     */
    @CallsHelper("bpf_sock_ops_cb_flags_set")
    public long cbFlagsSet(int flags) {
        throw KernelOnly.here();
    }

    /**
     * Finds an option of the TCP header by its first bytes, and returns its length or a negative error: {@code bpf_load_hdr_opt}. Kernel
     * 5.10.
     */
    @CallsHelper("bpf_load_hdr_opt")
    public long loadHdrOpt(@WithSize Object option, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Writes an option of the TCP header and returns 0 or a negative error. Headers that were read before are gone: {@code
     * bpf_store_hdr_opt}. Kernel 5.10.
     */
    @CallsHelper("bpf_store_hdr_opt")
    public long storeHdrOpt(@WithSize Object option, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Makes room for an option of the TCP header and returns 0 or a negative error: {@code bpf_reserve_hdr_opt}. Kernel 5.10. */
    @CallsHelper("bpf_reserve_hdr_opt")
    public long reserveHdrOpt(@Unsigned int length, @Unsigned long flags) {
        throw KernelOnly.here();
    }
}
