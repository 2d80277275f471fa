package dev.skep.lang;

/** What was agreed upon in a handshake, for {@link NetKfuncs#skAssignTcpReqsk}: {@code struct bpf_tcp_req_attrs}. Kernel 6.11. */
@Struct
@Name("bpf_tcp_req_attrs")
public final class BpfTcpReqAttrs {
    /** The other end's clock: {@code TSval}. */
    public @Unsigned int rcvTsval;

    /** What it echoes of ours: {@code TSecr}. */
    public @Unsigned int rcvTsecr;

    /** Largest segment that the other end takes, 536 at least, 1220 over IPv6. */
    public @Unsigned short mss;

    /** Scale of our window, 14 at most. */
    public @Unsigned byte rcvWscale;

    /** Scale of the other end's window, 14 at most. */
    public @Unsigned byte sndWscale;

    /** 1 for explicit congestion notification. */
    public @Unsigned byte ecnOk;

    /** 1 for scaled windows. */
    public @Unsigned byte wscaleOk;

    /** 1 for selective acknowledgements. */
    public @Unsigned byte sackOk;

    /** 1 for timestamps. */
    public @Unsigned byte tstampOk;

    /** 1 for timestamps in microseconds. */
    public @Unsigned byte usecTsOk;

    /** Must be 0. */
    @Length(3)
    public @Unsigned byte[] reserved;

    /** All zeroes. */
    public BpfTcpReqAttrs() {}
}
