package dev.skep.lang;

/** Addresses of a connection over IPv6, part of {@code struct bpf_sock_tuple}: {@code struct bpf_sock_tuple_ipv6}. Kernel 4.20. */
@Struct
@Name("bpf_sock_tuple_ipv6")
public final class BpfSockTuple6 {
    /** Address it comes from, in network order. */
    @Length(4)
    public @Unsigned int[] saddr;

    /** Address it goes to, in network order. */
    @Length(4)
    public @Unsigned int[] daddr;

    /** Port it comes from. */
    @BigEndian
    public @Unsigned short sport;

    /** Port it goes to. */
    @BigEndian
    public @Unsigned short dport;

    /** All zeroes. */
    public BpfSockTuple6() {}
}
