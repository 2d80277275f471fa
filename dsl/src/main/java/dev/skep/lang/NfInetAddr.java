package dev.skep.lang;

/** An address of either family, for {@link BpfConntrack#setNatInfo}: {@code union nf_inet_addr}. Kernel 6.1. */
@Union
@Name("nf_inet_addr")
public final class NfInetAddr {
    /** The address of IPv4. */
    @BigEndian
    public @Unsigned int ip;

    /** The address of IPv6 in network order. */
    @Length(4)
    public @Unsigned int[] ip6;

    /** All zeroes. */
    public NfInetAddr() {}
}
