package dev.skep.lang.net;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Length;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;

/** An IPv6 header without extensions, 40 bytes: {@code struct ipv6hdr}. */
@Struct
public final class Ipv6 {
    /** Version in the top 4 bits, traffic class in the next 8, flow label in the low 20. */
    @BigEndian
    public @Unsigned int versionFlow;

    /** Bytes behind this header. */
    @BigEndian
    public @Unsigned short payloadLen;

    /** What follows: an {@link IpProtocol}. */
    public @Unsigned byte nexthdr;

    /** Hops left. */
    public @Unsigned byte hopLimit;

    /** Sender. */
    @Length(16)
    public byte[] saddr;

    /** Receiver. */
    @Length(16)
    public byte[] daddr;

    /** All zeroes. */
    public Ipv6() {}
}
