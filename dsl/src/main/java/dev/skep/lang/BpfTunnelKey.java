package dev.skep.lang;

/** What a packet comes out of or goes into: {@code struct bpf_tunnel_key}. Kernel 4.3. */
@Struct
@Name("bpf_tunnel_key")
public final class BpfTunnelKey {
    /** Number of the tunnel. */
    public @Unsigned int tunnelId;

    /** Address of the other end: the first element for IPv4 in host order, all in network order for IPv6. */
    @Length(4)
    public @Unsigned int[] remote;

    /** Type of service. */
    public @Unsigned byte tunnelTos;

    /** Time to live. */
    public @Unsigned byte tunnelTtl;

    /** Flags of the tunnel. */
    public @Unsigned short tunnelFlags;

    /** Label of IPv6. */
    public @Unsigned int tunnelLabel;

    /** Address of this end, as that of the other. */
    @Length(4)
    public @Unsigned int[] local;

    /** All zeroes. */
    public BpfTunnelKey() {}
}
