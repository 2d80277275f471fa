package dev.skep.testkit;

/** The program types of bpf(2) that bare instructions can be loaded and test-run as. */
public enum ProgramKind {
    // spotless:off
    SOCKET_FILTER   (1,  0),
    SCHED_CLS       (3,  0),
    SCHED_ACT       (4,  0),
    XDP             (6,  0),
    CGROUP_SKB      (8,  0),
    LWT_IN          (10, 0),
    LWT_OUT         (11, 0),
    LWT_XMIT        (12, 0),
    RAW_TRACEPOINT  (17, 0),
    FLOW_DISSECTOR  (22, 0),
    SYSCALL         (31, ProgramKind.SLEEPABLE);
    // spotless:on

    /** {@code BPF_F_SLEEPABLE}, which programs of type syscall must have. */
    private static final int SLEEPABLE = 1 << 4;

    private final int number;
    private final int loadFlags;

    ProgramKind(int number, int loadFlags) {
        this.number = number;
        this.loadFlags = loadFlags;
    }

    /** The value of {@code enum bpf_prog_type}. */
    int number() {
        return number;
    }

    int loadFlags() {
        return loadFlags;
    }
}
