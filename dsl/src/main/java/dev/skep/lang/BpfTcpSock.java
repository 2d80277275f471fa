package dev.skep.lang;

/** The state of a TCP connection: {@code struct bpf_tcp_sock}. Kernel 5.1. */
@KernelContext(value = "bpf_tcp_sock", pointer = true)
public final class BpfTcpSock {
    /** Congestion window of the sender. */
    public @Unsigned int sndCwnd;

    /** Smoothed round trip time, in eighths of microseconds. */
    public @Unsigned int srttUs;

    /** Shortest round trip time, in microseconds. */
    public @Unsigned int rttMin;

    /** Slow start threshold of the sender. */
    public @Unsigned int sndSsthresh;

    /** Number of the next byte to receive. */
    public @Unsigned int rcvNxt;

    /** Number of the next byte to send. */
    public @Unsigned int sndNxt;

    /** Number of the first byte that is not acknowledged. */
    public @Unsigned int sndUna;

    /** Largest segment that is sent now. */
    public @Unsigned int mssCache;

    /** What was negotiated about congestion notification. */
    public @Unsigned int ecnFlags;

    /** Packets delivered in the last sample of the rate. */
    public @Unsigned int rateDelivered;

    /** Microseconds of that sample. */
    public @Unsigned int rateIntervalUs;

    /** Packets on their way. */
    public @Unsigned int packetsOut;

    /** Packets on their way once more. */
    public @Unsigned int retransOut;

    /** Packets that were sent again, in all. */
    public @Unsigned int totalRetrans;

    /** Segments received. */
    public @Unsigned int segsIn;

    /** Segments with data received. */
    public @Unsigned int dataSegsIn;

    /** Segments sent. */
    public @Unsigned int segsOut;

    /** Segments with data sent. */
    public @Unsigned int dataSegsOut;

    /** Packets that are taken for lost. */
    public @Unsigned int lostOut;

    /** Packets that were acknowledged selectively. */
    public @Unsigned int sackedOut;

    /** Bytes received and acknowledged. */
    public @Unsigned long bytesReceived;

    /** Bytes sent that were acknowledged. */
    public @Unsigned long bytesAcked;

    /** Duplicates that the other end told of. Kernel 5.3. */
    public @Unsigned int dsackDups;

    /** Packets delivered. Kernel 5.3. */
    public @Unsigned int delivered;

    /** Packets delivered with a mark of congestion. Kernel 5.3. */
    public @Unsigned int deliveredCe;

    /** How often the oldest packet was sent again. Kernel 5.3. */
    public @Unsigned int icskRetransmits;

    private BpfTcpSock() {}
}
