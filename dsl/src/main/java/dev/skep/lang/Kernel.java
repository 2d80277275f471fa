package dev.skep.lang;

/** Helper functions of the kernel, under its own names without {@code bpf_} and {@code get}. */
public final class Kernel {
    private Kernel() {}

    /** Returns nanoseconds since boot, suspended time not counted: {@code bpf_ktime_get_ns}. Kernel 4.1. */
    @CallsHelper("bpf_ktime_get_ns")
    public static @Unsigned long ktimeNs() {
        throw KernelOnly.here();
    }

    /** Returns nanoseconds since boot, suspended time counted: {@code bpf_ktime_get_boot_ns}. Kernel 5.8. */
    @CallsHelper("bpf_ktime_get_boot_ns")
    public static @Unsigned long ktimeBootNs() {
        throw KernelOnly.here();
    }

    /** Returns {@code tgid << 32 | pid} of the current task, in the kernel's sense of the words: {@code bpf_get_current_pid_tgid}. Kernel 4.2. */
    @CallsHelper("bpf_get_current_pid_tgid")
    public static @Unsigned long currentPidTgid() {
        throw KernelOnly.here();
    }

    /** Returns {@code gid << 32 | uid} of the current task: {@code bpf_get_current_uid_gid}. Kernel 4.2. */
    @CallsHelper("bpf_get_current_uid_gid")
    public static @Unsigned long currentUidGid() {
        throw KernelOnly.here();
    }

    /** Fills {@code comm} with the name of the current task, cut to fit and NUL-terminated; 0 or a negative error: {@code bpf_get_current_comm}. Kernel 4.2. */
    @CallsHelper("bpf_get_current_comm")
    public static long currentComm(byte[] comm) {
        throw KernelOnly.here();
    }

    /** Returns the number of the CPU that runs the program: {@code bpf_get_smp_processor_id}. Kernel 4.1. */
    @CallsHelper("bpf_get_smp_processor_id")
    public static @Unsigned int smpProcessorId() {
        throw KernelOnly.here();
    }

    /** Returns a pseudo-random number: {@code bpf_get_prandom_u32}. Kernel 4.1. */
    @CallsHelper("bpf_get_prandom_u32")
    public static @Unsigned int prandomU32() {
        throw KernelOnly.here();
    }
}
