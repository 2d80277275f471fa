package dev.skep.lang.net;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;

/** A TCP header without its options, 20 bytes: {@code struct tcphdr}. */
@Struct
public final class Tcp {
    /** Port of the sender. */
    @BigEndian
    public @Unsigned short source;

    /** Port of the receiver. */
    @BigEndian
    public @Unsigned short dest;

    /** Number of the first byte. */
    @BigEndian
    public @Unsigned int seq;

    /** Number of the byte expected next. */
    @BigEndian
    public @Unsigned int ackSeq;

    /** Length of the header in words of 4 bytes in the high 4 bits. */
    public @Unsigned byte doff;

    /** CWR, ECE, URG, ACK, PSH, RST, SYN, FIN from the top bit down. */
    public @Unsigned byte flags;

    /** Receive window. */
    @BigEndian
    public @Unsigned short window;

    /** Checksum. */
    @BigEndian
    public @Unsigned short check;

    /** Where urgent data ends. */
    @BigEndian
    public @Unsigned short urgPtr;

    /** All zeroes. */
    public Tcp() {}
}
