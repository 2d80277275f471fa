package dev.skep.lang;

/** What becomes of a packet: {@code BPF_OK} and its like. Kernel 4.10. */
@Name("lwt_verdict")
public enum LwtVerdict {
    /** Goes on. */
    @Code(0)
    OK,
    /** Dropped. */
    @Code(2)
    DROP,
    /** Sent where the redirect helper said; {@link LwtXmit} programs only. */
    @Code(7)
    REDIRECT,
    /** Routed again, because it was encapsulated. Kernel 5.1. */
    @Code(128)
    REROUTE
}
