package dev.skep.dsl.context;

import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;

import dev.skep.dsl.Be32;
import dev.skep.dsl.ContextArray;
import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.NullablePointer;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;

/** Something that happens to a TCP connection: {@code struct bpf_sock_ops}. Kernel 4.13. */
public final class SockOps {
    /** The struct. */
    public static final ContextDef<SockOps> CONTEXT = ContextDef.context("bpf_sock_ops");

    /** What has happened, or is asked: {@code BPF_SOCK_OPS_*}. */
    public static final ContextField<SockOps, U32> OP = CONTEXT.field("op", U32);

    /** What is told with it. Kernel 4.16. */
    public static final ContextArray<SockOps, U32> ARGS = CONTEXT.array("args", U32);

    /** The answer. */
    public static final ContextField<SockOps, U32> REPLY = CONTEXT.field("reply", U32);

    /** A longer answer. */
    public static final ContextArray<SockOps, U32> REPLYLONG = CONTEXT.array("replylong", U32);

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public static final ContextField<SockOps, U32> FAMILY = CONTEXT.field("family", U32);

    /** IPv4 address of the other end. */
    public static final ContextField<SockOps, Be32> REMOTE_IP4 = CONTEXT.field("remote_ip4", BE32);

    /** IPv4 address of this end. */
    public static final ContextField<SockOps, Be32> LOCAL_IP4 = CONTEXT.field("local_ip4", BE32);

    /** IPv6 address of the other end, in network order. */
    public static final ContextArray<SockOps, Be32> REMOTE_IP6 = CONTEXT.array("remote_ip6", BE32);

    /** IPv6 address of this end, in network order. */
    public static final ContextArray<SockOps, Be32> LOCAL_IP6 = CONTEXT.array("local_ip6", BE32);

    /** Port of the other end. */
    public static final ContextField<SockOps, Be32> REMOTE_PORT = CONTEXT.field("remote_port", BE32);

    /** Port of this end. */
    public static final ContextField<SockOps, U32> LOCAL_PORT = CONTEXT.field("local_port", U32);

    /** Whether there is a whole socket. Kernel 4.16. */
    public static final ContextField<SockOps, U32> IS_FULLSOCK = CONTEXT.field("is_fullsock", U32);

    /** Congestion window of the sender. Kernel 4.16. */
    public static final ContextField<SockOps, U32> SND_CWND = CONTEXT.field("snd_cwnd", U32);

    /** Smoothed round trip time, in eighths of microseconds. Kernel 4.16. */
    public static final ContextField<SockOps, U32> SRTT_US = CONTEXT.field("srtt_us", U32);

    /** Which further events are told: {@code BPF_SOCK_OPS_*_CB_FLAG}. Kernel 4.16. */
    public static final ContextField<SockOps, U32> BPF_SOCK_OPS_CB_FLAGS = CONTEXT.field("bpf_sock_ops_cb_flags", U32);

    /** {@code BPF_TCP_ESTABLISHED} (1), {@code BPF_TCP_LISTEN} (10), … Kernel 4.16. */
    public static final ContextField<SockOps, U32> STATE = CONTEXT.field("state", U32);

    /** Shortest round trip time, in microseconds. Kernel 4.16. */
    public static final ContextField<SockOps, U32> RTT_MIN = CONTEXT.field("rtt_min", U32);

    /** Slow start threshold of the sender. Kernel 4.16. */
    public static final ContextField<SockOps, U32> SND_SSTHRESH = CONTEXT.field("snd_ssthresh", U32);

    /** Number of the next byte to receive. Kernel 4.16. */
    public static final ContextField<SockOps, U32> RCV_NXT = CONTEXT.field("rcv_nxt", U32);

    /** Number of the next byte to send. Kernel 4.16. */
    public static final ContextField<SockOps, U32> SND_NXT = CONTEXT.field("snd_nxt", U32);

    /** Number of the first byte that is not acknowledged. Kernel 4.16. */
    public static final ContextField<SockOps, U32> SND_UNA = CONTEXT.field("snd_una", U32);

    /** Largest segment that is sent now. Kernel 4.16. */
    public static final ContextField<SockOps, U32> MSS_CACHE = CONTEXT.field("mss_cache", U32);

    /** What was negotiated about congestion notification. Kernel 4.16. */
    public static final ContextField<SockOps, U32> ECN_FLAGS = CONTEXT.field("ecn_flags", U32);

    /** Packets delivered in the last sample of the rate. Kernel 4.16. */
    public static final ContextField<SockOps, U32> RATE_DELIVERED = CONTEXT.field("rate_delivered", U32);

    /** Microseconds of that sample. Kernel 4.16. */
    public static final ContextField<SockOps, U32> RATE_INTERVAL_US = CONTEXT.field("rate_interval_us", U32);

    /** Packets on their way. Kernel 4.16. */
    public static final ContextField<SockOps, U32> PACKETS_OUT = CONTEXT.field("packets_out", U32);

    /** Packets on their way once more. Kernel 4.16. */
    public static final ContextField<SockOps, U32> RETRANS_OUT = CONTEXT.field("retrans_out", U32);

    /** Packets that were sent again, in all. Kernel 4.16. */
    public static final ContextField<SockOps, U32> TOTAL_RETRANS = CONTEXT.field("total_retrans", U32);

    /** Segments received. Kernel 4.16. */
    public static final ContextField<SockOps, U32> SEGS_IN = CONTEXT.field("segs_in", U32);

    /** Segments with data received. Kernel 4.16. */
    public static final ContextField<SockOps, U32> DATA_SEGS_IN = CONTEXT.field("data_segs_in", U32);

    /** Segments sent. Kernel 4.16. */
    public static final ContextField<SockOps, U32> SEGS_OUT = CONTEXT.field("segs_out", U32);

    /** Segments with data sent. Kernel 4.16. */
    public static final ContextField<SockOps, U32> DATA_SEGS_OUT = CONTEXT.field("data_segs_out", U32);

    /** Packets that are taken for lost. Kernel 4.16. */
    public static final ContextField<SockOps, U32> LOST_OUT = CONTEXT.field("lost_out", U32);

    /** Packets that were acknowledged selectively. Kernel 4.16. */
    public static final ContextField<SockOps, U32> SACKED_OUT = CONTEXT.field("sacked_out", U32);

    /** Hash that chooses the way of its packets. Kernel 4.16. */
    public static final ContextField<SockOps, U32> SK_TXHASH = CONTEXT.field("sk_txhash", U32);

    /** Bytes received and acknowledged. Kernel 4.16. */
    public static final ContextField<SockOps, U64> BYTES_RECEIVED = CONTEXT.field("bytes_received", U64);

    /** Bytes sent that were acknowledged. Kernel 4.16. */
    public static final ContextField<SockOps, U64> BYTES_ACKED = CONTEXT.field("bytes_acked", U64);

    /** The socket; null when there is no whole one. Kernel 5.3. */
    public static final NullablePointer<SockOps, Sock> SK = CONTEXT.nullable("sk", Sock.CONTEXT);

    /** Bytes of the packet. Kernel 5.10. */
    public static final ContextField<SockOps, U32> SKB_LEN = CONTEXT.field("skb_len", U32);

    /** Flags of its TCP header. Kernel 5.10. */
    public static final ContextField<SockOps, U32> SKB_TCP_FLAGS = CONTEXT.field("skb_tcp_flags", U32);

    /** When the device received the packet, by its own clock. Kernel 6.2. */
    public static final ContextField<SockOps, U64> SKB_HWTSTAMP = CONTEXT.field("skb_hwtstamp", U64);

    private SockOps() {}
}
