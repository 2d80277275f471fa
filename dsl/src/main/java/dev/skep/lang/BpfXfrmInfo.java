package dev.skep.lang;

/** An interface for IPsec: {@code struct bpf_xfrm_info}. Kernel 6.2. */
@Struct
@Name("bpf_xfrm_info")
public final class BpfXfrmInfo {
    /** Number of the interface. */
    public @Unsigned int ifId;

    /** Number of the device below it, or 0. */
    public int link;

    /** All zeroes. */
    public BpfXfrmInfo() {}
}
