package dev.skep.lang;

import java.util.stream.IntStream;

/** Helper functions of the kernel, under its own names without {@code bpf_} and {@code get}. */
public final class Kernel {
    /** The most rounds of a loop: {@code BPF_MAX_LOOPS}. */
    private static final int MAX_LOOPS = 1 << 23;

    /** {@code -E2BIG}. */
    private static final int TOO_MANY = -7;

    private Kernel() {}

    /**
     * Runs {@code body} with the numbers from 0 on until it returns false, at most {@code rounds} times, and returns how often it ran; -7
     * without running it when {@code rounds} is negative or more than 8388608: {@code bpf_loop}. The verifier looks at the body once, however
     * often it runs. Kernel 5.17; where older ones must take the object a loop of a constant number of rounds stands in its place.
     *
     * @param body a lambda or a static method; it may use effectively final variables from around it, of which it gets a copy
     */
    public static int loop(int rounds, LoopBody body) {
        if (rounds < 0 || rounds > MAX_LOOPS) return TOO_MANY;
        for (var i = 0; i < rounds; i++) if (!body.round(i)) return i + 1;
        return rounds;
    }

    /**
     * Returns the numbers from 0 to below {@code end}, for a loop: {@code for (int i : Kernel.range(end)) …}; none when {@code end} is more than
     * 8388608. The verifier looks at the loop until nothing new comes of another round, however many there are, by {@code bpf_iter_num_next}
     * of kernel 6.4 and a license of the GPL; elsewhere {@code end} must be a constant, and the verifier follows every round.
     */
    public static Iterable<Integer> range(int end) {
        return () -> IntStream.range(0, end > MAX_LOOPS ? 0 : end).iterator();
    }

    /** Begins a section in which no object goes away that RCU keeps: {@code bpf_rcu_read_lock}. Belongs in a try-with-resources. Kernel 6.2. */
    public static Section rcuReadLock() {
        throw KernelOnly.here();
    }

    /** Begins a section in which nothing else runs on this CPU: {@code bpf_preempt_disable}. Belongs in a try-with-resources. Kernel 6.10. */
    public static Section preemptDisable() {
        throw KernelOnly.here();
    }

    /** A stretch of code that ends with its {@code try}, however that is left. */
    public static final class Section implements AutoCloseable {
        private Section() {}

        /** Ends it: {@code bpf_rcu_read_unlock}, {@code bpf_preempt_enable}. */
        @Override
        public void close() {
            throw KernelOnly.here();
        }
    }

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

    /**
     * Returns the task that runs: {@code bpf_get_current_task}. It is read through {@code bpf_probe_read_kernel}. Kernel 4.8.
     *
     * @param type a {@link KernelType} class of {@code task_struct}
     */
    public static <T> T currentTask(Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the task that runs: {@code bpf_get_current_task_btf}. The verifier knows what it is, so that it is read directly. Kernel 5.11.
     *
     * @param type a {@link KernelType} class of {@code task_struct}
     */
    public static <T> T currentTaskBtf(Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Reads memory of the current process into {@code destination}, all of it, and returns 0, or a negative error with zeroes there: {@code
     * bpf_probe_read_user}. Kernel 5.5.
     *
     * @param destination memory of any type
     */
    @CallsHelper("bpf_probe_read_user")
    public static long probeReadUser(@WithSize Object destination, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Reads text of the current process into {@code destination}, cut to fit and NUL-terminated, and returns its length with the NUL, or a
     * negative error: {@code bpf_probe_read_user_str}. Kernel 5.5.
     */
    @CallsHelper("bpf_probe_read_user_str")
    public static long probeReadUserStr(byte[] destination, @Unsigned long address) {
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

    /**
     * Prints a line to {@code trace_pipe} and returns its length, or a negative error: {@code bpf_trace_printk}, which needs the GPL; with more
     * than three arguments {@code bpf_trace_vprintk}. The format is checked against the arguments when the program is compiled:
     *
     * <pre>
     * %d %i        integers that an int holds, %ld of all that have a sign   %c      a byte or a char
     * %u           integers without sign, %lu those of 64 bits as well       %s      a byte[] that ends with a NUL, or a String
     * %x %X        integers up to 32 bits, %lx all                           %p      memory, as an address that tells nothing
     * %pI4 %pi4    memory of an IPv4 address, %pI6 and %pi6 of an IPv6 one   %%      a percent sign
     * </pre>
     *
     * <p>Kernel 4.1; {@code %c} 5.15, a width such as {@code %08x}, {@code %X}, addresses and a second {@code %s} 5.13, more than three arguments
     * 5.16.
     *
     * @param format a constant
     */
    public static long printk(String format, Object... arguments) {
        throw KernelOnly.here();
    }

    /**
     * Writes text into {@code destination}, cut to fit and NUL-terminated, and returns how long all of it is with the NUL, or a negative
     * error: {@code bpf_snprintf}. Formats are those of {@link #printk}. Kernel 5.13.
     *
     * @param format a constant
     */
    public static long snprintf(byte[] destination, String format, Object... arguments) {
        throw KernelOnly.here();
    }

    /**
     * Compares bytes up to a NUL with a text, and returns a number below, at or above 0: {@code bpf_strncmp}. {@link Bytes#equal} needs no
     * helper. Kernel 5.17.
     *
     * @param text a constant
     */
    @CallsHelper("bpf_strncmp")
    public static int strncmp(byte[] bytes, String text) {
        throw KernelOnly.here();
    }
}
