package dev.skep.dsl;

/** What becomes of a packet after a program of a lightweight tunnel: {@code enum bpf_ret_code}. */
public enum LwtVerdict {
    // spotless:off
    /** Goes on. */
    OK       (0),
    /** Dropped. */
    DROP     (2),
    /** Sent where the redirect helper said; {@code lwt_xmit} programs only. */
    REDIRECT (7),
    /** Routed again, because it was encapsulated. Kernel 5.1. */
    REROUTE  (128);
    // spotless:on

    private final int code;

    LwtVerdict(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
