package dev.skep.dsl.net;

/** What an IP header is followed by: {@code IPPROTO_*}. */
public final class IpProtocol {
    // spotless:off
    /** Options for each hop of IPv6. */
    public static final int IPPROTO_HOPOPTS = 0;
    /** ICMP. */
    public static final int IPPROTO_ICMP    = 1;
    /** TCP. */
    public static final int IPPROTO_TCP     = 6;
    /** UDP. */
    public static final int IPPROTO_UDP     = 17;
    /** Routing of IPv6. */
    public static final int IPPROTO_ROUTING = 43;
    /** ICMPv6. */
    public static final int IPPROTO_ICMPV6  = 58;
    /** Options for the destination of IPv6. */
    public static final int IPPROTO_DSTOPTS = 60;
    /** SCTP. */
    public static final int IPPROTO_SCTP    = 132;
    // spotless:on

    private IpProtocol() {}
}
