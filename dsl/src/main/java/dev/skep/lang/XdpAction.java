package dev.skep.lang;

/** What becomes of a packet: {@code enum xdp_action}. Kernel 4.8. */
@Name("xdp_action")
public enum XdpAction {
    /** Dropped, and traced as a fault of the program. */
    @Code(0)
    ABORTED,
    /** Dropped. */
    @Code(1)
    DROP,
    /** Passed to the network stack. */
    @Code(2)
    PASS,
    /** Sent out of the device it came from. */
    @Code(3)
    TX,
    /** Sent where the redirect helper said. Kernel 4.14. */
    @Code(4)
    REDIRECT
}
