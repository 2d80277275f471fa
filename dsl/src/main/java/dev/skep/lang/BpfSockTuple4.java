package dev.skep.lang;

/** Addresses of a connection over IPv4, part of {@code struct bpf_sock_tuple}: {@code struct bpf_sock_tuple_ipv4}. Kernel 4.20. */
@Struct
@Name("bpf_sock_tuple_ipv4")
public final class BpfSockTuple4 {
    /** Address it comes from. */
    @BigEndian
    public @Unsigned int saddr;

    /** Address it goes to. */
    @BigEndian
    public @Unsigned int daddr;

    /** Port it comes from. */
    @BigEndian
    public @Unsigned short sport;

    /** Port it goes to. */
    @BigEndian
    public @Unsigned short dport;

    /** All zeroes. */
    public BpfSockTuple4() {}
}
