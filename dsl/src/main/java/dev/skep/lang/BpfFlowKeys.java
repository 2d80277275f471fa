package dev.skep.lang;

/** What a dissector of flows finds in a packet: {@code struct bpf_flow_keys}. Kernel 4.20. */
@KernelContext("bpf_flow_keys")
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class BpfFlowKeys {
    /** Where the network header begins. */
    public @Unsigned short nhoff;

    /** Where the transport header begins. */
    public @Unsigned short thoff;

    /** EtherType of the addresses. */
    public @Unsigned short addrProto;

    /** Whether it is a fragment. */
    public @Unsigned byte isFrag;

    /** Whether it is the first fragment. */
    public @Unsigned byte isFirstFrag;

    /** Whether it is encapsulated. */
    public @Unsigned byte isEncap;

    /** {@link dev.skep.lang.net.IpProtocol}. */
    public @Unsigned byte ipProto;

    /** EtherType. */
    @BigEndian
    public @Unsigned short nProto;

    /** Port it comes from. */
    @BigEndian
    public @Unsigned short sport;

    /** Port it goes to. */
    @BigEndian
    public @Unsigned short dport;

    /** IPv4 address it comes from; in the place of the IPv6 addresses. */
    @BigEndian
    public @Unsigned int ipv4Src;

    /** IPv4 address it goes to; in the place of the IPv6 addresses. */
    @BigEndian
    public @Unsigned int ipv4Dst;

    /** IPv6 address it comes from, in network order. */
    @Length(4)
    public @Unsigned int[] ipv6Src;

    /** IPv6 address it goes to, in network order. */
    @Length(4)
    public @Unsigned int[] ipv6Dst;

    /** {@code BPF_FLOW_DISSECTOR_F_*}. Kernel 5.3. */
    public @Unsigned int flags;

    /** IPv6 flow label. Kernel 5.3. */
    @BigEndian
    public @Unsigned int flowLabel;

    private BpfFlowKeys() {}
}
