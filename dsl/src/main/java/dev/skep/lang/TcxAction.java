package dev.skep.lang;

/** What becomes of a packet: {@code enum tcx_action_base}. Kernel 6.6. */
@Name("tcx_action")
public enum TcxAction {
    /** The next program decides. */
    @Code(-1)
    NEXT,
    /** Goes on, other programs are not asked. */
    @Code(0)
    PASS,
    /** Dropped. */
    @Code(2)
    DROP,
    /** Sent where the redirect helper said. */
    @Code(7)
    REDIRECT
}
