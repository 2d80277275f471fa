package dev.skep.lang;

/** An access to a file below {@code /proc/sys}: {@code struct bpf_sysctl}. Kernel 5.2. */
@KernelContext("bpf_sysctl")
public final class SysctlContext {
    /** 1 when the process writes, 0 when it reads. */
    public @Unsigned int write;

    /** Where in the file. */
    public @Unsigned int filePos;

    private SysctlContext() {}
}
