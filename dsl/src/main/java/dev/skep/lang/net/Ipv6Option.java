package dev.skep.lang.net;

import dev.skep.lang.Length;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;

/** The first 8 bytes of an IPv6 extension header of options or routing: {@code struct ipv6_opt_hdr}. */
@Struct
public final class Ipv6Option {
    /** What follows: an {@link IpProtocol}. */
    public @Unsigned byte nexthdr;

    /** Length behind the first 8 bytes, in words of 8 bytes. */
    public @Unsigned byte hdrlen;

    /** The first options. */
    @Length(6)
    public byte[] data;

    /** All zeroes. */
    public Ipv6Option() {}
}
