package dev.skep.lang;

/** A next hop: {@code struct bpf_redir_neigh}. Kernel 5.10. */
@Struct
@Name("bpf_redir_neigh")
public final class BpfRedirNeigh {
    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public @Unsigned int nhFamily;

    /** Its address in network order, the first element for IPv4. */
    @Length(4)
    public @Unsigned int[] nh;

    /** All zeroes. */
    public BpfRedirNeigh() {}
}
