package dev.skep.lang;

/** An IPsec transformation: {@code struct bpf_xfrm_state}. Kernel 4.18. */
@Struct
@Name("bpf_xfrm_state")
public final class BpfXfrmState {
    /** Number of the request. */
    public @Unsigned int reqid;

    /** Security parameter index. */
    @BigEndian
    public @Unsigned int spi;

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public @Unsigned short family;

    /** Zero. */
    public @Unsigned short ext;

    /** Address of the other end in network order, the first element for IPv4. */
    @Length(4)
    public @Unsigned int[] remote;

    /** All zeroes. */
    public BpfXfrmState() {}
}
