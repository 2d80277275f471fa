package dev.skep.dsl;

/** What becomes of a packet after a cgroup program. */
public enum CgroupVerdict {
    // spotless:off
    /** Drops the packet; the sender gets {@code EPERM}. */
    DENY  (0),
    /** Lets the packet go on. */
    ALLOW (1);
    // spotless:on

    private final int code;

    CgroupVerdict(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
