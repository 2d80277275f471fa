package dev.skep.lang;

/** A question to routing, and the answer: {@code struct bpf_fib_lookup}. Kernel 4.18. */
@Struct
@Name("bpf_fib_lookup")
public final class BpfFibLookup {
    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public @Unsigned byte family;

    /** {@link dev.skep.lang.net.IpProtocol}. */
    public @Unsigned byte l4Protocol;

    /** Port it comes from. */
    @BigEndian
    public @Unsigned short sport;

    /** Port it goes to. */
    @BigEndian
    public @Unsigned short dport;

    /** Length of the packet, or 0; the MTU afterwards. */
    public @Unsigned short totLen;

    /** Device it came in by; the one to send it out by afterwards. */
    public @Unsigned int ifindex;

    /** Type of service for IPv4, flow for IPv6; the metric of the route afterwards. */
    public @Unsigned int tos;

    /** Address it comes from in network order, the first element for IPv4. */
    @Length(4)
    public @Unsigned int[] src;

    /** Address it goes to in network order, the first element for IPv4; the next hop afterwards. */
    @Length(4)
    public @Unsigned int[] dst;

    /** EtherType of the VLAN tag, afterwards. */
    @BigEndian
    public @Unsigned short hVlanProto;

    /** The VLAN tag, afterwards. */
    @BigEndian
    public @Unsigned short hVlanTci;

    /** Ethernet address of the device, afterwards. */
    @Length(6)
    public byte[] smac;

    /** Ethernet address of the next hop, afterwards. */
    @Length(6)
    public byte[] dmac;

    /** All zeroes. */
    public BpfFibLookup() {}
}
