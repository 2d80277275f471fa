package dev.skep.dsl.net;

/** What an IP header is followed by: {@code IPPROTO_*}. */
public final class IpProtocol {
    // spotless:off
    /** ICMP. */
    public static final int IPPROTO_ICMP   = 1;
    /** TCP. */
    public static final int IPPROTO_TCP    = 6;
    /** UDP. */
    public static final int IPPROTO_UDP    = 17;
    /** ICMPv6. */
    public static final int IPPROTO_ICMPV6 = 58;
    /** SCTP. */
    public static final int IPPROTO_SCTP   = 132;
    // spotless:on

    private IpProtocol() {}
}
