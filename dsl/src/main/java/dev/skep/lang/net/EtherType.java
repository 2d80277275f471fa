package dev.skep.lang.net;

/** What an Ethernet frame carries: {@code ETH_P_*}, in host order. */
public final class EtherType {
    /** {@code ETH_P_IP}. */
    public static final int IP = 0x0800;

    /** {@code ETH_P_ARP}. */
    public static final int ARP = 0x0806;

    /** {@code ETH_P_8021Q}: a VLAN tag. */
    public static final int VLAN = 0x8100;

    /** {@code ETH_P_IPV6}. */
    public static final int IPV6 = 0x86dd;

    /** {@code ETH_P_8021AD}: the outer tag of two. */
    public static final int VLAN_SERVICE = 0x88a8;

    private EtherType() {}
}
