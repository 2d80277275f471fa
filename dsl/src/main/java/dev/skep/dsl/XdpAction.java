package dev.skep.dsl;

/** What becomes of a packet after an XDP program: {@code enum xdp_action}. */
public enum XdpAction {
    // spotless:off
    /** Drops the packet and reports an error to the tracepoint {@code xdp:xdp_exception}. */
    ABORTED  (0),
    /** Drops the packet. */
    DROP     (1),
    /** Passes the packet on to the network stack. */
    PASS     (2),
    /** Sends the packet out where it came in. */
    TX       (3),
    /** Sends the packet where the last redirect helper said. */
    REDIRECT (4);
    // spotless:on

    private final int code;

    XdpAction(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
