package dev.skep.lang;

/** What becomes of a packet: the {@code TC_ACT_*} numbers. Kernel 4.4. */
@Name("tc_action")
public enum TcAction {
    /** As the filter is configured. */
    @Code(-1)
    UNSPEC,
    /** Goes on, other filters are not asked. */
    @Code(0)
    OK,
    /** Classified once more. */
    @Code(1)
    RECLASSIFY,
    /** Dropped. */
    @Code(2)
    SHOT,
    /** On to the next action. */
    @Code(3)
    PIPE,
    /** Kept by the program. */
    @Code(4)
    STOLEN,
    /** Queued by the program. */
    @Code(5)
    QUEUED,
    /** The action again. */
    @Code(6)
    REPEAT,
    /** Sent where the redirect helper said. */
    @Code(7)
    REDIRECT,
    /** Trapped to the CPU of a switch. Kernel 4.17. */
    @Code(8)
    TRAP
}
