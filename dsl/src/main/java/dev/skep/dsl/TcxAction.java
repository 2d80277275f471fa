package dev.skep.dsl;

/** What becomes of a packet after a tcx or netkit program: {@code enum tcx_action_base}, {@code enum netkit_action}. */
public enum TcxAction {
    // spotless:off
    /** The next program decides. */
    NEXT     (-1),
    /** Goes on, other programs are not asked. */
    PASS     (0),
    /** Dropped. */
    DROP     (2),
    /** Sent where the redirect helper said. */
    REDIRECT (7);
    // spotless:on

    private final int code;

    TcxAction(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
