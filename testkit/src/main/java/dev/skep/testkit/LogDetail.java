package dev.skep.testkit;

/** How much the verifier writes about a program that it accepts. About one that it refuses it tells the whole path. */
public enum LogDetail {
    /** What the check cost, in a few lines. */
    STATISTICS(4),
    /** Each instruction of the paths walked, with the registers where they change. */
    PATHS(1 | 4),
    /** Each instruction of every path walked, with the whole state before it. */
    STATES(2 | 4);

    private final int level;

    LogDetail(int level) {
        this.level = level;
    }

    /** The {@code log_level} of bpf(2). */
    int level() {
        return level;
    }
}
