package dev.skep.asm;

import dev.skep.kernel.KernelVersion;

/** The levels of the instruction set that compilers call {@code -mcpu}; RFC 9669 describes all four. */
public enum IsaVersion {
    /** The base. */
    V1("3.18"),
    /** Adds the less-than jumps {@code jlt jle jslt jsle}. */
    V2("4.14"),
    /** Adds jumps on 32-bit comparisons and, from 5.12, the atomics that return the old value. */
    V3("5.1"),
    /** Adds signed division, sign extension on load and move, unconditional byte swap, {@code gotol}. */
    V4("6.6");

    private final KernelVersion since;

    IsaVersion(String since) {
        this.since = KernelVersion.parse(since);
    }

    /** Returns the newest level that the kernel runs. */
    public static IsaVersion of(KernelVersion kernel) {
        IsaVersion newest = V1;
        for (IsaVersion version : values()) {
            if (kernel.atLeast(version.since)) {
                newest = version;
            }
        }
        return newest;
    }

    /** Returns the first kernel with this level. */
    public KernelVersion since() {
        return since;
    }

    /** Tells whether instructions of {@code other} belong to this level. */
    public boolean includes(IsaVersion other) {
        return compareTo(other) >= 0;
    }
}
