package dev.skep.dsl;

/** What becomes of a packet, a message or a connection: {@code enum sk_action}. */
public enum SkAction {
    // spotless:off
    /** Refused. */
    DROP (0),
    /** Goes on. */
    PASS (1);
    // spotless:on

    private final int code;

    SkAction(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
