package dev.skep.lang;

/** Which IPsec state is looked for, and what went wrong: {@code struct bpf_xfrm_state_opts}. Kernel 6.8. */
@Struct
@Name("bpf_xfrm_state_opts")
public final class BpfXfrmStateOpts {
    /** Filled in: a negative error, -2 ({@code -ENOENT}) when there is no such state. */
    public int error;

    /** Identifier of the network namespace; -1 for the one that the packet is in. */
    public int netnsId;

    /** Mark of the packets. */
    public @Unsigned int mark;

    /** Address they go to in network order, the first element for IPv4. */
    @Length(4)
    public @Unsigned int[] daddr;

    /** Security parameter index. */
    @BigEndian
    public @Unsigned int spi;

    /** Protocol: ESP (50), AH (51) or IPComp (108). */
    public @Unsigned byte proto;

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public @Unsigned short family;

    /** All zeroes. */
    public BpfXfrmStateOpts() {}
}
