package dev.skep.dsl.context;

import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;

/** The state of a TCP connection: {@code struct bpf_tcp_sock}. Kernel 5.1. */
public final class TcpSock {
    /** The struct. */
    public static final ContextDef<TcpSock> CONTEXT = ContextDef.context("bpf_tcp_sock");

    /** Congestion window of the sender. */
    public static final ContextField<TcpSock, U32> SND_CWND = CONTEXT.field("snd_cwnd", U32);

    /** Smoothed round trip time, in eighths of microseconds. */
    public static final ContextField<TcpSock, U32> SRTT_US = CONTEXT.field("srtt_us", U32);

    /** Shortest round trip time, in microseconds. */
    public static final ContextField<TcpSock, U32> RTT_MIN = CONTEXT.field("rtt_min", U32);

    /** Slow start threshold of the sender. */
    public static final ContextField<TcpSock, U32> SND_SSTHRESH = CONTEXT.field("snd_ssthresh", U32);

    /** Number of the next byte to receive. */
    public static final ContextField<TcpSock, U32> RCV_NXT = CONTEXT.field("rcv_nxt", U32);

    /** Number of the next byte to send. */
    public static final ContextField<TcpSock, U32> SND_NXT = CONTEXT.field("snd_nxt", U32);

    /** Number of the first byte that is not acknowledged. */
    public static final ContextField<TcpSock, U32> SND_UNA = CONTEXT.field("snd_una", U32);

    /** Largest segment that is sent now. */
    public static final ContextField<TcpSock, U32> MSS_CACHE = CONTEXT.field("mss_cache", U32);

    /** What was negotiated about congestion notification. */
    public static final ContextField<TcpSock, U32> ECN_FLAGS = CONTEXT.field("ecn_flags", U32);

    /** Packets delivered in the last sample of the rate. */
    public static final ContextField<TcpSock, U32> RATE_DELIVERED = CONTEXT.field("rate_delivered", U32);

    /** Microseconds of that sample. */
    public static final ContextField<TcpSock, U32> RATE_INTERVAL_US = CONTEXT.field("rate_interval_us", U32);

    /** Packets on their way. */
    public static final ContextField<TcpSock, U32> PACKETS_OUT = CONTEXT.field("packets_out", U32);

    /** Packets on their way once more. */
    public static final ContextField<TcpSock, U32> RETRANS_OUT = CONTEXT.field("retrans_out", U32);

    /** Packets that were sent again, in all. */
    public static final ContextField<TcpSock, U32> TOTAL_RETRANS = CONTEXT.field("total_retrans", U32);

    /** Segments received. */
    public static final ContextField<TcpSock, U32> SEGS_IN = CONTEXT.field("segs_in", U32);

    /** Segments with data received. */
    public static final ContextField<TcpSock, U32> DATA_SEGS_IN = CONTEXT.field("data_segs_in", U32);

    /** Segments sent. */
    public static final ContextField<TcpSock, U32> SEGS_OUT = CONTEXT.field("segs_out", U32);

    /** Segments with data sent. */
    public static final ContextField<TcpSock, U32> DATA_SEGS_OUT = CONTEXT.field("data_segs_out", U32);

    /** Packets that are taken for lost. */
    public static final ContextField<TcpSock, U32> LOST_OUT = CONTEXT.field("lost_out", U32);

    /** Packets that were acknowledged selectively. */
    public static final ContextField<TcpSock, U32> SACKED_OUT = CONTEXT.field("sacked_out", U32);

    /** Bytes received and acknowledged. */
    public static final ContextField<TcpSock, U64> BYTES_RECEIVED = CONTEXT.field("bytes_received", U64);

    /** Bytes sent that were acknowledged. */
    public static final ContextField<TcpSock, U64> BYTES_ACKED = CONTEXT.field("bytes_acked", U64);

    /** Duplicates that the other end told of. Kernel 5.3. */
    public static final ContextField<TcpSock, U32> DSACK_DUPS = CONTEXT.field("dsack_dups", U32);

    /** Packets delivered. Kernel 5.3. */
    public static final ContextField<TcpSock, U32> DELIVERED = CONTEXT.field("delivered", U32);

    /** Packets delivered with a mark of congestion. Kernel 5.3. */
    public static final ContextField<TcpSock, U32> DELIVERED_CE = CONTEXT.field("delivered_ce", U32);

    /** How often the oldest packet was sent again. Kernel 5.3. */
    public static final ContextField<TcpSock, U32> ICSK_RETRANSMITS = CONTEXT.field("icsk_retransmits", U32);

    private TcpSock() {}
}
