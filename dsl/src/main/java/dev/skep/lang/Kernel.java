package dev.skep.lang;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
     * of kernel 6.4 and a license of the GPL; elsewhere {@code end} must be a constant, and the verifier follows every round. A {@link Packet}
     * that moves on in the loop is something new in each round: loops over packets count for themselves.
     */
    public static Iterable<Integer> range(int end) {
        return () -> IntStream.range(0, end > MAX_LOOPS ? 0 : end).iterator();
    }

    /**
     * Shows the area of a task's memory that an address lies in to {@code visitor}, and returns 0; a negative error where there is none, or the
     * memory is being changed: {@code bpf_find_vma}. Kernel 5.17.
     *
     * @param task a {@link KernelType} of {@code task_struct} that the verifier knows
     * @param type a {@link KernelType} class of {@code vm_area_struct}
     * @param visitor a lambda or a static method; it may use effectively final variables from around it, of which it gets a copy
     */
    public static <V> int findVma(Object task, @Unsigned long address, Class<V> type, VmaVisitor<V> visitor) {
        throw KernelOnly.here();
    }

    /**
     * Returns the processes of the machine, for a loop: {@code for (Task task : Kernel.tasks(Task.class)) …}, each by its first thread: {@code
     * bpf_iter_task_new} with {@code BPF_TASK_ITER_ALL_PROCS}. A program that may sleep does so within {@link #rcuReadLock}. For the GPL only.
     * Kernel 6.7.
     *
     * <p>The verifier looks at the loop until nothing new comes of another round. What is counted in a local variable and then compared with
     * something is new each time, and it gives up: count in a static field.
     *
     * @param type a {@link KernelType} class of {@code task_struct}
     */
    public static <T> Iterable<T> tasks(Class<T> type) {
        throw KernelOnly.here();
    }

    /** Returns all threads of all processes, for a loop as that over {@link #tasks}: {@code BPF_TASK_ITER_ALL_THREADS}. Kernel 6.7. */
    public static <T> Iterable<T> threads(Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the threads of the process of a task, for a loop as that over {@link #tasks}: {@code BPF_TASK_ITER_PROC_THREADS}. Kernel 6.7.
     *
     * @param task one that stays, such as {@link #currentTaskBtf} or an argument of the program; one of another loop may go away
     */
    public static <T> Iterable<T> threadsOf(T task) {
        throw KernelOnly.here();
    }

    /**
     * Returns the mappings of a task's memory that end above {@code address}, for a loop, in order: {@code bpf_iter_task_vma_new}. None where
     * others change them at the moment. For the GPL only. Kernel 6.7.
     *
     * @param task a {@link KernelType} of {@code task_struct} that the verifier knows
     * @param type a {@link KernelType} class of {@code vm_area_struct}
     */
    public static <V> Iterable<V> taskVmas(Object task, Class<V> type, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Returns a cgroup's subsystem state and those below or above it, for a loop: {@code bpf_iter_css_new}. A program that may sleep does so
     * within {@link #rcuReadLock}. For the GPL only. Kernel 6.7.
     *
     * @param start a {@link KernelType} of {@code cgroup_subsys_state} that stays, such as {@code self} of a cgroup that the program is handed
     * @param flags {@code BPF_CGROUP_ITER_DESCENDANTS_PRE} (2), {@code BPF_CGROUP_ITER_DESCENDANTS_POST} (3), {@code
     *     BPF_CGROUP_ITER_ANCESTORS_UP} (4)
     */
    public static <C> Iterable<C> css(C start, @Unsigned int flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns the tasks of a cgroup's subsystem state, for a loop: {@code bpf_iter_css_task_new}. In programs of the LSM, iterators and programs
     * that may sleep. For the GPL only. Kernel 6.7.
     *
     * @param css a {@link KernelType} of {@code cgroup_subsys_state} that the verifier knows, such as {@code self} of a cgroup
     * @param flags 0 for all threads, {@code CSS_TASK_ITER_PROCS} (1) for the first ones of processes
     * @param type a {@link KernelType} class of {@code task_struct}
     */
    public static <T> Iterable<T> cssTasks(Object css, @Unsigned int flags, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the caches that the kernel allocates its objects from, for a loop: {@code bpf_iter_kmem_cache_new}. In programs that may sleep, for
     * the GPL only. Kernel 6.13.
     *
     * @param type a {@link KernelType} class of {@code kmem_cache}
     */
    public static <C> Iterable<C> kmemCaches(Class<C> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the buffers that devices share, for a loop: {@code bpf_iter_dmabuf_new}. In programs that may sleep, for the GPL only. Kernel
     * 6.16.
     *
     * @param type a {@link KernelType} class of {@code dma_buf}
     */
    public static <B> Iterable<B> dmabufs(Class<B> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the numbers of the bits that are set in memory, for a loop, in order: {@code bpf_iter_bits_new}. None where the memory cannot be
     * read. For the GPL only. Kernel 6.11.
     *
     * <pre>{@code
     * for (int cpu : Kernel.bits(task.cpus_ptr, 2)) …
     * }</pre>
     *
     * @param words memory of the kernel or of the program, or an address
     * @param count of 64 bits each, at most 511 of them
     */
    public static Iterable<Integer> bits(Object words, @Unsigned int count) {
        throw KernelOnly.here();
    }

    /**
     * Returns a dynptr of all of a map value or a global variable: {@code bpf_dynptr_from_mem}. Kernel 5.19.
     *
     * @param memory memory of any type, in a map
     */
    public static BpfDynptr dynptrFromMem(Object memory) {
        throw KernelOnly.here();
    }

    /** Begins a section in which no object goes away that RCU keeps: {@code bpf_rcu_read_lock}. Belongs in a try-with-resources. Kernel 6.2. */
    public static Section rcuReadLock() {
        throw KernelOnly.here();
    }

    /** Begins a section in which nothing else runs on this CPU: {@code bpf_preempt_disable}. Belongs in a try-with-resources. Kernel 6.10. */
    public static Section preemptDisable() {
        throw KernelOnly.here();
    }

    /** Begins a section in which no interrupt comes to this CPU: {@code bpf_local_irq_save}. Belongs in a try-with-resources. Kernel 6.14. */
    public static Section localIrqSave() {
        throw KernelOnly.here();
    }

    /** A stretch of code that ends with its {@code try}, however that is left. */
    public static final class Section implements AutoCloseable {
        private Section() {}

        /** Ends it: {@code bpf_rcu_read_unlock}, {@code bpf_preempt_enable}, {@code bpf_local_irq_restore}. */
        @Override
        public void close() {
            throw KernelOnly.here();
        }
    }

    /**
     * Ends the program at once, however deep in its methods, and lets it return {@code result}, which must be one that programs of the type may
     * return: {@code bpf_throw}. Nothing may be held there that is to be given back, and callbacks cannot. For the GPL only. Kernel 6.7.
     */
    public static void throw_(long result) {
        throw KernelOnly.here();
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

    /** Returns what this CPU has of a {@link Ksym#perCpu} variable, to be read only: {@code bpf_this_cpu_ptr}. Kernel 5.10. */
    @CallsHelper("bpf_this_cpu_ptr")
    public static <T> T thisCpu(T variable) {
        throw KernelOnly.here();
    }

    /** The same for any CPU, null where there is none of that number: {@code bpf_per_cpu_ptr}. Kernel 5.10. */
    @CallsHelper("bpf_per_cpu_ptr")
    public static <T> T perCpu(T variable, @Unsigned int cpu) {
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
     * bpf_probe_read_user}. For the GPL only. Kernel 5.5.
     *
     * @param destination memory of any type
     */
    @CallsHelper("bpf_probe_read_user")
    public static long probeReadUser(@WithSize Object destination, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Reads text of the current process into {@code destination}, cut to fit and NUL-terminated, and returns its length with the NUL, or a
     * negative error: {@code bpf_probe_read_user_str}. For the GPL only. Kernel 5.5.
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
     * Runs instructions in place of the call, and returns what they leave in r0. They are written as {@code skep asm} takes them, one a line,
     * with labels where they jump, and without a function around them: they fall out of their end.
     *
     * <pre>{@code
     * long sum = Kernel.asm("""
     *         r0 = r1
     *         r0 += r2
     *         """, a, b);
     * }</pre>
     *
     * <p>The arguments are in r1 to r5: integers, in 64 bits by their sign, and the addresses of structs, arrays, map values, headers of a
     * packet, contexts and maps. Instructions use r0 to r5 only, each after something was put into it; r6 to r9 and the frame belong to the
     * function around them. They may call helpers by name, which lose r1 to r5, and {@code r1 = name ll} is the address of a map or a global
     * variable of the class. Where the result is not used, nothing need be in r0.
     *
     * <p>What the instructions do with memory is for the verifier to judge: the compiler takes them for a call that may read and write all that
     * it can reach, and a wrong address is an error when the program is loaded.
     *
     * @param text a constant
     */
    public static long asm(String text, Object... arguments) {
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
     * <p>An array of bytes in a struct of the kernel, {@code task.comm}, is read by the kernel where it lies. Kernel 4.1; {@code %c} 5.15, a width such as {@code %08x}, {@code %X}, addresses and a second {@code %s} 5.13, more than three arguments
     * 5.16.
     *
     * @param format a constant
     */
    public static long printk(String format, Object... arguments) {
        throw KernelOnly.here();
    }

    /**
     * Prints to a stream of the program's own and returns 0 or a negative error: {@code bpf_stream_vprintk}. What was printed waits there until
     * somebody reads it, {@code bpftool prog tracelog stdout id …}. Formats are those of {@link #printk}. For the GPL only. Kernel 6.17.
     *
     * @param stream {@code BPF_STDOUT} (1) or {@code BPF_STDERR} (2)
     * @param format a constant
     */
    public static int streamPrintk(int stream, String format, Object... arguments) {
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

    /**
     * Reads memory of the kernel or of the process, where both have addresses of their own, and returns 0 or a negative error: {@code
     * bpf_probe_read}. For the GPL only. Kernel 4.1.
     */
    @CallsHelper("bpf_probe_read")
    public static long probeRead(@WithSize Object destination, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Reads text of the kernel or of the process, cut to fit, and returns its length with the NUL or a negative error: {@code
     * bpf_probe_read_str}. For the GPL only. Kernel 4.11.
     */
    @CallsHelper("bpf_probe_read_str")
    public static long probeReadStr(byte[] destination, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Reads memory of the kernel into {@code destination}, all of it, and returns 0 or a negative error with zeroes there: {@code
     * bpf_probe_read_kernel}. For the GPL only. Kernel 5.5.
     */
    @CallsHelper("bpf_probe_read_kernel")
    public static long probeReadKernel(@WithSize Object destination, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Reads text of the kernel into {@code destination}, cut to fit, and returns its length with the NUL or a negative error: {@code
     * bpf_probe_read_kernel_str}. For the GPL only. Kernel 5.5.
     */
    @CallsHelper("bpf_probe_read_kernel_str")
    public static long probeReadKernelStr(byte[] destination, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Writes to memory of the current process, which the kernel's log tells of, and returns 0 or a negative error: {@code
     * bpf_probe_write_user}. For the GPL only. Kernel 4.8.
     */
    @CallsHelper("bpf_probe_write_user")
    public static long probeWriteUser(@Unsigned long address, @WithSize Object source) {
        throw KernelOnly.here();
    }

    /**
     * Reads memory of the current process, which may have to be fetched first, in a program that may sleep, and returns 0 or a negative
     * error: {@code bpf_copy_from_user}. Kernel 5.10.
     */
    @CallsHelper("bpf_copy_from_user")
    public static long copyFromUser(@WithSize Object destination, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Reads memory of another process, in a program that may sleep, and returns 0 or a negative error: {@code bpf_copy_from_user_task}.
     * For the GPL only. Kernel 5.18.
     *
     * @param task a {@link KernelType} of {@code task_struct} that the verifier knows
     */
    @CallsHelper("bpf_copy_from_user_task")
    public static long copyFromUserTask(
            @WithSize Object destination, @Unsigned long address, Object task, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Returns the NUMA node of the CPU that runs the program: {@code bpf_get_numa_node_id}. Kernel 4.10. */
    @CallsHelper("bpf_get_numa_node_id")
    public static int numaNodeId() {
        throw KernelOnly.here();
    }

    /**
     * Says that the packet goes to a device, and returns the verdict of this kind of program that sends it there: {@code bpf_redirect}.
     * Kernel 4.4.
     *
     * @param flags {@code BPF_F_INGRESS} (1) for what the device receives
     */
    @CallsHelper("bpf_redirect")
    public static long redirect(@Unsigned int ifindex, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Says that the packet goes to the peer of a device, in the namespace of that, and returns the verdict that sends it there: {@code
     * bpf_redirect_peer}. Kernel 5.10.
     */
    @CallsHelper("bpf_redirect_peer")
    public static long redirectPeer(@Unsigned int ifindex, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Says that the packet goes out by a device to a neighbour, and returns the verdict that sends it there: {@code bpf_redirect_neigh}.
     * Kernel 5.10.
     *
     * @param neighbour the next hop; null for the one that routing finds
     */
    @CallsHelper("bpf_redirect_neigh")
    public static long redirectNeigh(
            @Unsigned int ifindex, @WithSize @Nullable BpfRedirNeigh neighbour, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns a checksum that {@code to} is added to and {@code from} is taken from, or a negative error: {@code bpf_csum_diff}. Kernel
     * 4.6.
     *
     * @param from memory whose size is a multiple of 4, or null
     * @param to memory whose size is a multiple of 4, or null
     */
    @CallsHelper("bpf_csum_diff")
    public static long csumDiff(@WithSize @Nullable Object from, @WithSize @Nullable Object to, @Unsigned int seed) {
        throw KernelOnly.here();
    }

    /**
     * Copies the addresses of the stack that leads here, and returns how many bytes or a negative error: {@code bpf_get_stack}. For the
     * GPL only. Kernel 4.18.
     *
     * @param context that of the program
     * @param flags how many addresses to leave out; {@code BPF_F_USER_STACK} (256), {@code BPF_F_USER_BUILD_ID} (2048)
     */
    @CallsHelper("bpf_get_stack")
    public static long stack(Object context, @WithSize Object buffer, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Copies the addresses of the stack of a task, and returns how many bytes or a negative error: {@code bpf_get_task_stack}. Kernel 5.9.
     *
     * @param task a {@link KernelType} of {@code task_struct} that the verifier knows
     */
    @CallsHelper("bpf_get_task_stack")
    public static long taskStack(Object task, @WithSize Object buffer, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns the registers of user space of a task: {@code bpf_task_pt_regs}. For the GPL only. Kernel 5.15.
     *
     * @param task a {@link KernelType} of {@code task_struct} that the verifier knows
     */
    @CallsHelper("bpf_task_pt_regs")
    public static PtRegs taskPtRegs(Object task) {
        throw KernelOnly.here();
    }

    /** Returns the number of the cgroup of the current task: {@code bpf_get_current_cgroup_id}. Kernel 4.18. */
    @CallsHelper("bpf_get_current_cgroup_id")
    public static @Unsigned long currentCgroupId() {
        throw KernelOnly.here();
    }

    /**
     * Returns the number of the cgroup so many levels below the root that the current task is in: {@code
     * bpf_get_current_ancestor_cgroup_id}. Kernel 5.7.
     */
    @CallsHelper("bpf_get_current_ancestor_cgroup_id")
    public static @Unsigned long currentAncestorCgroupId(int level) {
        throw KernelOnly.here();
    }

    /**
     * Reads a number from text and returns how many characters it has, or a negative error: {@code bpf_strtol}. Kernel 5.2.
     *
     * @param flags the base: 8, 10, 16, or 0 to find out
     */
    @CallsHelper("bpf_strtol")
    public static long strtol(byte[] text, @Unsigned long flags, S64 result) {
        throw KernelOnly.here();
    }

    /**
     * Reads a number without a sign from text and returns how many characters it has, or a negative error: {@code bpf_strtoul}. Kernel
     * 5.2.
     *
     * @param flags the base: 8, 10, 16, or 0 to find out
     */
    @CallsHelper("bpf_strtoul")
    public static long strtoul(byte[] text, @Unsigned long flags, U64 result) {
        throw KernelOnly.here();
    }

    /** Sends a signal to the current process and returns 0 or a negative error: {@code bpf_send_signal}. Kernel 5.3. */
    @CallsHelper("bpf_send_signal")
    public static long sendSignal(@Unsigned int signal) {
        throw KernelOnly.here();
    }

    /** Sends a signal to the current thread and returns 0 or a negative error: {@code bpf_send_signal_thread}. Kernel 5.6. */
    @CallsHelper("bpf_send_signal_thread")
    public static long sendSignalThread(@Unsigned int signal) {
        throw KernelOnly.here();
    }

    /** Returns how often the kernel's clock has ticked: {@code bpf_jiffies64}. Kernel 5.6. */
    @CallsHelper("bpf_jiffies64")
    public static @Unsigned long jiffies64() {
        throw KernelOnly.here();
    }

    /** Returns nanoseconds since boot as of the last tick: {@code bpf_ktime_get_coarse_ns}. Kernel 5.11. */
    @CallsHelper("bpf_ktime_get_coarse_ns")
    public static @Unsigned long ktimeCoarseNs() {
        throw KernelOnly.here();
    }

    /** Returns nanoseconds of the international atomic time: {@code bpf_ktime_get_tai_ns}. Kernel 6.1. */
    @CallsHelper("bpf_ktime_get_tai_ns")
    public static @Unsigned long ktimeTaiNs() {
        throw KernelOnly.here();
    }

    /**
     * Tells pid and tgid of the current task as a PID namespace has them, and returns 0 or a negative error: {@code
     * bpf_get_ns_current_pid_tgid}. Kernel 5.7.
     *
     * @param device of the namespace's file below {@code /proc}
     * @param inode of the namespace's file below {@code /proc}
     */
    @CallsHelper("bpf_get_ns_current_pid_tgid")
    public static long nsCurrentPidTgid(@Unsigned long device, @Unsigned long inode, @WithSize BpfPidnsInfo info) {
        throw KernelOnly.here();
    }

    /**
     * Writes text to the file of an iterator and returns 0 or a negative error: {@code bpf_seq_printf}. Formats are those of {@link #printk}.
     * For the GPL only. Kernel 5.8.
     *
     * @param seq a {@link KernelType} of {@code seq_file} that the verifier knows
     * @param format a constant
     */
    public static long seqPrintf(Object seq, String format, Object... arguments) {
        throw KernelOnly.here();
    }

    /**
     * Writes bytes to the file of an iterator and returns 0 or a negative error: {@code bpf_seq_write}. For the GPL only. Kernel 5.8.
     *
     * @param seq a {@link KernelType} of {@code seq_file} that the verifier knows
     */
    @CallsHelper("bpf_seq_write")
    public static long seqWrite(Object seq, @WithSize Object data) {
        throw KernelOnly.here();
    }

    /**
     * Writes a struct as text to the file of an iterator and returns 0 or a negative error: {@code bpf_seq_printf_btf}. For the GPL only.
     * Kernel 5.10.
     *
     * @param seq a {@link KernelType} of {@code seq_file} that the verifier knows
     */
    @CallsHelper("bpf_seq_printf_btf")
    public static long seqPrintfBtf(Object seq, @WithSize BtfPtr pointer, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Writes a struct as text and returns its length or a negative error: {@code bpf_snprintf_btf}. Kernel 5.10. */
    @CallsHelper("bpf_snprintf_btf")
    public static long snprintfBtf(byte[] text, @WithSize BtfPtr pointer, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Writes the path of a file and returns its length with the NUL or a negative error: {@code bpf_d_path}. Kernel 5.10.
     *
     * @param path a {@link KernelType} of {@code path} that the verifier knows
     */
    @CallsHelper("bpf_d_path")
    public static long dPath(Object path, byte[] buffer) {
        throw KernelOnly.here();
    }

    /**
     * Returns a socket as the {@code tcp6_sock} that it is, or null when it is none: {@code bpf_skc_to_tcp6_sock}. Kernel 5.9.
     *
     * @param socket a {@link BpfSockCommon}, or a {@link KernelType} that the verifier knows
     * @param type a {@link KernelType} class of {@code tcp6_sock}
     */
    @CallsHelper("bpf_skc_to_tcp6_sock")
    public static <T> @Nullable T skcToTcp6Sock(Object socket, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a socket as the {@code tcp_sock} that it is, or null when it is none: {@code bpf_skc_to_tcp_sock}. Kernel 5.9.
     *
     * @param socket a {@link BpfSockCommon}, or a {@link KernelType} that the verifier knows
     * @param type a {@link KernelType} class of {@code tcp_sock}
     */
    @CallsHelper("bpf_skc_to_tcp_sock")
    public static <T> @Nullable T skcToTcpSock(Object socket, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a socket as the {@code tcp_timewait_sock} that it is, or null when it is none: {@code bpf_skc_to_tcp_timewait_sock}. Kernel
     * 5.9.
     *
     * @param socket a {@link BpfSockCommon}, or a {@link KernelType} that the verifier knows
     * @param type a {@link KernelType} class of {@code tcp_timewait_sock}
     */
    @CallsHelper("bpf_skc_to_tcp_timewait_sock")
    public static <T> @Nullable T skcToTcpTimewaitSock(Object socket, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a socket as the {@code tcp_request_sock} that it is, or null when it is none: {@code bpf_skc_to_tcp_request_sock}. Kernel
     * 5.9.
     *
     * @param socket a {@link BpfSockCommon}, or a {@link KernelType} that the verifier knows
     * @param type a {@link KernelType} class of {@code tcp_request_sock}
     */
    @CallsHelper("bpf_skc_to_tcp_request_sock")
    public static <T> @Nullable T skcToTcpRequestSock(Object socket, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a socket as the {@code udp6_sock} that it is, or null when it is none: {@code bpf_skc_to_udp6_sock}. Kernel 5.9.
     *
     * @param socket a {@link BpfSockCommon}, or a {@link KernelType} that the verifier knows
     * @param type a {@link KernelType} class of {@code udp6_sock}
     */
    @CallsHelper("bpf_skc_to_udp6_sock")
    public static <T> @Nullable T skcToUdp6Sock(Object socket, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a socket as the {@code unix_sock} that it is, or null when it is none: {@code bpf_skc_to_unix_sock}. Kernel 5.16.
     *
     * @param socket a {@link BpfSockCommon}, or a {@link KernelType} that the verifier knows
     * @param type a {@link KernelType} class of {@code unix_sock}
     */
    @CallsHelper("bpf_skc_to_unix_sock")
    public static <T> @Nullable T skcToUnixSock(Object socket, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a socket as the {@code mptcp_sock} that it is, or null when it is none: {@code bpf_skc_to_mptcp_sock}. Kernel 5.19.
     *
     * @param socket a {@link BpfSockCommon}, or a {@link KernelType} that the verifier knows
     * @param type a {@link KernelType} class of {@code mptcp_sock}
     */
    @CallsHelper("bpf_skc_to_mptcp_sock")
    public static <T> @Nullable T skcToMptcpSock(Object socket, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the socket of a file, or null when it has none: {@code bpf_sock_from_file}. Kernel 5.11.
     *
     * @param file a {@link KernelType} of {@code file} that the verifier knows
     * @param type a {@link KernelType} class of {@code socket}
     */
    @CallsHelper("bpf_sock_from_file")
    public static <T> @Nullable T sockFromFile(Object file, Class<T> type) {
        throw KernelOnly.here();
    }

    /** Makes a system call {@code bpf} and returns what that returns: {@code bpf_sys_bpf}. Kernel 5.14. */
    @CallsHelper("bpf_sys_bpf")
    public static long sysBpf(@Unsigned int command, @WithSize Object attributes) {
        throw KernelOnly.here();
    }

    /** Closes a file descriptor and returns 0 or a negative error: {@code bpf_sys_close}. Kernel 5.14. */
    @CallsHelper("bpf_sys_close")
    public static long sysClose(@Unsigned int descriptor) {
        throw KernelOnly.here();
    }

    /**
     * Returns the number of a type of the kernel, and in the high half the descriptor of the module's BTF; or a negative error: {@code
     * bpf_btf_find_by_name_kind}. Kernel 5.14.
     */
    @CallsHelper("bpf_btf_find_by_name_kind")
    public static long btfFindByNameKind(byte[] name, @Unsigned int kind, int flags) {
        throw KernelOnly.here();
    }

    /** Tells the address of a symbol of the kernel, and returns 0 or a negative error: {@code bpf_kallsyms_lookup_name}. Kernel 5.16. */
    @CallsHelper("bpf_kallsyms_lookup_name")
    public static long kallsymsLookupName(byte[] name, int flags, U64 address) {
        throw KernelOnly.here();
    }

    /**
     * Returns the number that the program was attached with: {@code bpf_get_attach_cookie}. Kernel 5.15.
     *
     * @param context that of the program
     */
    @CallsHelper("bpf_get_attach_cookie")
    public static @Unsigned long attachCookie(Object context) {
        throw KernelOnly.here();
    }

    /**
     * Copies the branches that the CPU took last, and returns how many bytes or a negative error: {@code bpf_get_branch_snapshot}. For the
     * GPL only. Kernel 5.16.
     */
    @CallsHelper("bpf_get_branch_snapshot")
    public static long branchSnapshot(@WithSize Object entries, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Tells an argument of the function that is traced, and returns 0 or a negative error: {@code bpf_get_func_arg}. Kernel 5.17.
     *
     * @param context that of the program
     */
    @CallsHelper("bpf_get_func_arg")
    public static long funcArg(Object context, @Unsigned int index, U64 value) {
        throw KernelOnly.here();
    }

    /**
     * Tells what the function that is traced has returned, and returns 0 or a negative error: {@code bpf_get_func_ret}. Kernel 5.17.
     *
     * @param context that of the program
     */
    @CallsHelper("bpf_get_func_ret")
    public static long funcRet(Object context, U64 value) {
        throw KernelOnly.here();
    }

    /**
     * Returns how many arguments the function that is traced has: {@code bpf_get_func_arg_cnt}. Kernel 5.17.
     *
     * @param context that of the program
     */
    @CallsHelper("bpf_get_func_arg_cnt")
    public static long funcArgCnt(Object context) {
        throw KernelOnly.here();
    }

    /** Returns what the system call will return: {@code bpf_get_retval}. Kernel 5.18. */
    @CallsHelper("bpf_get_retval")
    public static int retval() {
        throw KernelOnly.here();
    }

    /** Says what the system call returns and returns 0 or a negative error: {@code bpf_set_retval}. Kernel 5.18. */
    @CallsHelper("bpf_set_retval")
    public static int setRetval(int value) {
        throw KernelOnly.here();
    }

    /**
     * Returns 0 when an ACK has a valid SYN cookie, or a negative error: {@code bpf_tcp_check_syncookie}. For the GPL only. Kernel 5.2.
     *
     * @param socket a {@link BpfSock} that listens
     * @param ip the IP header
     * @param tcp the TCP header
     */
    @CallsHelper("bpf_tcp_check_syncookie")
    public static long tcpCheckSyncookie(Object socket, @WithSize Object ip, @WithSize Object tcp) {
        throw KernelOnly.here();
    }

    /**
     * Returns a SYN cookie, with the largest segment in the high half; or a negative error: {@code bpf_tcp_gen_syncookie}. For the GPL
     * only. Kernel 5.4.
     *
     * @param socket a {@link BpfSock} that listens
     * @param ip the IP header
     * @param tcp the TCP header
     */
    @CallsHelper("bpf_tcp_gen_syncookie")
    public static long tcpGenSyncookie(Object socket, @WithSize Object ip, @WithSize Object tcp) {
        throw KernelOnly.here();
    }

    /**
     * Returns a SYN cookie for IPv4 without a socket, with the largest segment in the high half; or a negative error: {@code
     * bpf_tcp_raw_gen_syncookie_ipv4}. For the GPL only. Kernel 6.0.
     */
    @CallsHelper("bpf_tcp_raw_gen_syncookie_ipv4")
    public static long tcpRawGenSyncookieIpv4(Object ip, @WithSize Object tcp) {
        throw KernelOnly.here();
    }

    /**
     * Returns a SYN cookie for IPv6 without a socket, with the largest segment in the high half; or a negative error: {@code
     * bpf_tcp_raw_gen_syncookie_ipv6}. For the GPL only. Kernel 6.0.
     */
    @CallsHelper("bpf_tcp_raw_gen_syncookie_ipv6")
    public static long tcpRawGenSyncookieIpv6(Object ip, @WithSize Object tcp) {
        throw KernelOnly.here();
    }

    /**
     * Returns 0 when an ACK over IPv4 has a valid SYN cookie, or a negative error: {@code bpf_tcp_raw_check_syncookie_ipv4}. For the GPL
     * only. Kernel 6.0.
     */
    @CallsHelper("bpf_tcp_raw_check_syncookie_ipv4")
    public static long tcpRawCheckSyncookieIpv4(Object ip, Object tcp) {
        throw KernelOnly.here();
    }

    /**
     * Returns 0 when an ACK over IPv6 has a valid SYN cookie, or a negative error: {@code bpf_tcp_raw_check_syncookie_ipv6}. For the GPL
     * only. Kernel 6.0.
     */
    @CallsHelper("bpf_tcp_raw_check_syncookie_ipv6")
    public static long tcpRawCheckSyncookieIpv6(Object ip, Object tcp) {
        throw KernelOnly.here();
    }

    /**
     * Sends an ACK, in a congestion control of struct_ops, and returns 0 or a negative error: {@code bpf_tcp_send_ack}. Kernel 5.6.
     *
     * @param tcp a {@link KernelType} of {@code tcp_sock} that the verifier knows
     */
    @CallsHelper("bpf_tcp_send_ack")
    public static long tcpSendAck(Object tcp, @Unsigned int next) {
        throw KernelOnly.here();
    }

    /**
     * Sets options of a program that is about to be executed and returns 0 or a negative error: {@code bpf_bprm_opts_set}. Kernel 5.11.
     *
     * @param bprm a {@link KernelType} of {@code linux_binprm} that the verifier knows
     */
    @CallsHelper("bpf_bprm_opts_set")
    public static long bprmOptsSet(Object bprm, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Tells the hash that IMA has of a file, and returns which algorithm or a negative error: {@code bpf_ima_inode_hash}. Kernel 5.11.
     *
     * @param inode a {@link KernelType} of {@code inode} that the verifier knows
     */
    @CallsHelper("bpf_ima_inode_hash")
    public static long imaInodeHash(Object inode, @WithSize Object hash) {
        throw KernelOnly.here();
    }

    /**
     * Tells the hash of a file, which IMA may have to compute, and returns which algorithm or a negative error: {@code bpf_ima_file_hash}.
     * Kernel 5.18.
     *
     * @param file a {@link KernelType} of {@code file} that the verifier knows
     */
    @CallsHelper("bpf_ima_file_hash")
    public static long imaFileHash(Object file, @WithSize Object hash) {
        throw KernelOnly.here();
    }
}
