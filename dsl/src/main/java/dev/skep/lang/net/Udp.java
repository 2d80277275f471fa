package dev.skep.lang.net;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;

/** A UDP header, 8 bytes: {@code struct udphdr}. */
@Struct
public final class Udp {
    /** Port of the sender. */
    @BigEndian
    public @Unsigned short source;

    /** Port of the receiver. */
    @BigEndian
    public @Unsigned short dest;

    /** Bytes in the datagram, this header included. */
    @BigEndian
    public @Unsigned short len;

    /** Checksum. */
    @BigEndian
    public @Unsigned short check;

    /** All zeroes. */
    public Udp() {}
}
