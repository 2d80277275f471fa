package dev.skep.lang.net;

/** What an IP packet carries: {@code IPPROTO_*}. */
public final class IpProtocol {
    /** {@code IPPROTO_HOPOPTS}: hop-by-hop options of IPv6. */
    public static final int HOPOPTS = 0;

    /** {@code IPPROTO_ICMP}. */
    public static final int ICMP = 1;

    /** {@code IPPROTO_IPIP}: another IPv4 packet. */
    public static final int IPIP = 4;

    /** {@code IPPROTO_TCP}. */
    public static final int TCP = 6;

    /** {@code IPPROTO_UDP}. */
    public static final int UDP = 17;

    /** {@code IPPROTO_ROUTING}: routing header of IPv6. */
    public static final int ROUTING = 43;

    /** {@code IPPROTO_ICMPV6}. */
    public static final int ICMPV6 = 58;

    /** {@code IPPROTO_DSTOPTS}: destination options of IPv6. */
    public static final int DSTOPTS = 60;

    private IpProtocol() {}
}
