package dev.skep.lang;

/** What becomes of a packet: {@code enum netkit_action}. Kernel 6.7. */
@Name("netkit_action")
public enum NetkitAction {
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
