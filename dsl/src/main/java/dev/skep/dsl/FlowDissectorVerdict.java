package dev.skep.dsl;

/** What a flow dissector says: {@code enum bpf_ret_code}. */
public enum FlowDissectorVerdict {
    // spotless:off
    /** The keys of the flow are filled in. */
    OK       (0),
    /** The packet is wrong, and dropped. */
    DROP     (2),
    /** The kernel dissects it. Kernel 6.1. */
    CONTINUE (129);
    // spotless:on

    private final int code;

    FlowDissectorVerdict(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
