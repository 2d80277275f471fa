package dev.skep.dsl;

/** What becomes of a packet at a hook of netfilter: {@code NF_*}. */
public enum NetfilterVerdict {
    // spotless:off
    /** Dropped. */
    DROP   (0),
    /** Goes on to the next hook. */
    ACCEPT (1);
    // spotless:on

    private final int code;

    NetfilterVerdict(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
