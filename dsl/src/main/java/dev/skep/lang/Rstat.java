package dev.skep.lang;

/**
 * Functions of the kernel for statistics of cgroups, which each CPU counts for itself until somebody asks. They are for licenses of the GPL.
 * What programs count themselves is summed by a program of {@code fentry/bpf_rstat_flush}.
 */
public final class Rstat {
    private Rstat() {}

    /**
     * Notes that statistics of a cgroup's subsystem changed on a CPU: {@code css_rstat_updated}. Kernel 6.16.
     *
     * @param css a {@link KernelType} of {@code cgroup_subsys_state}
     */
    @Kfunc("css_rstat_updated")
    public static void cssRstatUpdated(Object css, int cpu) {
        throw KernelOnly.here();
    }

    /**
     * Brings statistics of a cgroup's subsystem up to date, with those below it: {@code css_rstat_flush}. For programs that may sleep. Kernel
     * 6.16.
     *
     * @param css a {@link KernelType} of {@code cgroup_subsys_state}
     */
    @Kfunc("css_rstat_flush")
    public static void cssRstatFlush(Object css) {
        throw KernelOnly.here();
    }

    /**
     * Notes that statistics of a cgroup changed on a CPU: {@code cgroup_rstat_updated}. Kernel 6.1. Up to 6.15, which has {@link
     * #cssRstatUpdated} behind it.
     *
     * @param cgroup a {@link KernelType} of {@code cgroup}
     */
    @Kfunc("cgroup_rstat_updated")
    public static void cgroupRstatUpdated(Object cgroup, int cpu) {
        throw KernelOnly.here();
    }

    /**
     * Brings statistics of a cgroup up to date, with those below it: {@code cgroup_rstat_flush}. For programs that may sleep. Kernel 6.1. Up
     * to 6.15, which has {@link #cssRstatFlush} behind it.
     *
     * @param cgroup a {@link KernelType} of {@code cgroup}
     */
    @Kfunc("cgroup_rstat_flush")
    public static void cgroupRstatFlush(Object cgroup) {
        throw KernelOnly.here();
    }
}
