package dev.skep.lang;

/** An access to a file below {@code /proc/sys}: {@code struct bpf_sysctl}. Kernel 5.2. */
@KernelContext("bpf_sysctl")
public final class SysctlContext {
    /** 1 when the process writes, 0 when it reads. */
    public @Unsigned int write;

    /** Where in the file. */
    public @Unsigned int filePos;

    private SysctlContext() {}

    /**
     * Tells the name of the file, and returns its length or a negative error: {@code bpf_sysctl_get_name}. Kernel 5.2.
     *
     * @param flags {@code BPF_F_SYSCTL_BASE_NAME} (1) for its last part only
     */
    @CallsHelper("bpf_sysctl_get_name")
    public long name(byte[] buffer, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Tells what the file holds, and returns its length or a negative error: {@code bpf_sysctl_get_current_value}. Kernel 5.2. */
    @CallsHelper("bpf_sysctl_get_current_value")
    public long currentValue(byte[] buffer) {
        throw KernelOnly.here();
    }

    /** Tells what the process writes, and returns its length or a negative error: {@code bpf_sysctl_get_new_value}. Kernel 5.2. */
    @CallsHelper("bpf_sysctl_get_new_value")
    public long newValue(byte[] buffer) {
        throw KernelOnly.here();
    }

    /** Writes something else instead and returns 0 or a negative error: {@code bpf_sysctl_set_new_value}. Kernel 5.2. */
    @CallsHelper("bpf_sysctl_set_new_value")
    public long setNewValue(byte[] value) {
        throw KernelOnly.here();
    }
}
