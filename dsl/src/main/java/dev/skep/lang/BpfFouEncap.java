package dev.skep.lang;

/** Ports that a packet is wrapped with: {@code struct bpf_fou_encap}. Kernel 6.4. */
@Struct
@Name("bpf_fou_encap")
public final class BpfFouEncap {
    /** Port it comes from. */
    @BigEndian
    public @Unsigned short sport;

    /** Port it goes to. */
    @BigEndian
    public @Unsigned short dport;

    /** All zeroes. */
    public BpfFouEncap() {}
}
