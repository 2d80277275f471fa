package dev.skep.lang.net;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;

/** An IPv4 header without its options, 20 bytes: {@code struct iphdr}. */
@Struct
public final class Ipv4 {
    /** Version in the high 4 bits; length of the header with its options, in words of 4 bytes, in the low 4. */
    public @Unsigned byte versionIhl;

    /** Type of service. */
    public @Unsigned byte tos;

    /** Bytes in the packet, this header included. */
    @BigEndian
    public @Unsigned short totLen;

    /** Which fragments belong together. */
    @BigEndian
    public @Unsigned short id;

    /** Flags in the top 3 bits, offset of the fragment in words of 8 bytes in the low 13. */
    @BigEndian
    public @Unsigned short fragOff;

    /** Hops left. */
    public @Unsigned byte ttl;

    /** What follows: an {@link IpProtocol}. */
    public @Unsigned byte protocol;

    /** Checksum of the header. */
    @BigEndian
    public @Unsigned short check;

    /** Sender. */
    @BigEndian
    public @Unsigned int saddr;

    /** Receiver. */
    @BigEndian
    public @Unsigned int daddr;

    /** All zeroes. */
    public Ipv4() {}
}
