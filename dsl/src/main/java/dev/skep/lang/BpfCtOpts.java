package dev.skep.lang;

/** Which connection is looked for, and what went wrong: {@code struct bpf_ct_opts}, as kernel 5.18 has it and newer ones take it. */
@Struct
@Name("bpf_ct_opts")
public final class BpfCtOpts {
    /** Identifier of the network namespace; -1 for the one that the packet is in. */
    public int netnsId;

    /** Filled in: a negative error, -2 ({@code -ENOENT}) when there is no such connection. */
    public int error;

    /** {@link dev.skep.lang.net.IpProtocol}: TCP or UDP. */
    public @Unsigned byte l4proto;

    /** Filled in: 0 for a packet of the direction that the connection was made in, 1 for a reply. */
    public @Unsigned byte dir;

    /** Must be 0. */
    @Length(2)
    public @Unsigned byte[] reserved;

    /** All zeroes. */
    public BpfCtOpts() {}
}
