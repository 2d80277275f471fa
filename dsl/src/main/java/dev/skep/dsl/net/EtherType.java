package dev.skep.dsl.net;

/** What an Ethernet header is followed by: {@code ETH_P_*}, in host notation. */
public final class EtherType {
    // spotless:off
    /** IPv4. */
    public static final int ETH_P_IP     = 0x0800;
    /** ARP. */
    public static final int ETH_P_ARP    = 0x0806;
    /** A VLAN tag. */
    public static final int ETH_P_8021Q  = 0x8100;
    /** IPv6. */
    public static final int ETH_P_IPV6   = 0x86DD;
    /** The outer of two VLAN tags. */
    public static final int ETH_P_8021AD = 0x88A8;
    // spotless:on

    private EtherType() {}
}
