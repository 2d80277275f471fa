package dev.skep.lang;

/** Whether a system call of a process in a cgroup goes on. Kernel 4.10. */
@Name("cgroup_verdict")
public enum CgroupVerdict {
    /** It fails with {@code EPERM}. */
    @Code(0)
    DENY,
    /** It goes on. */
    @Code(1)
    ALLOW
}
