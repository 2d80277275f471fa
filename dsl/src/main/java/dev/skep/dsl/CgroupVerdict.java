package dev.skep.dsl;

/** What a cgroup program says of a packet, a socket or a system call. */
public enum CgroupVerdict {
    // spotless:off
    /** Drops the packet; whoever sends or calls gets {@code EPERM}. */
    DENY  (0),
    /** Lets it go on. */
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
