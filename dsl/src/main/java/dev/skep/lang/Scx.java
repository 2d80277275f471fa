package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * What schedulers ({@link StructOps} of {@code sched_ext_ops}) may call: {@code kernel/sched/ext.c}. Tasks wait in queues of the kernel ({@code
 * DSQ}), known by their numbers: one for each CPU, a global one, and those that the scheduler makes. For licenses of the GPL, and kernels with
 * {@code CONFIG_SCHED_CLASS_EXT}, whose types are named: {@code -Askep.btf=…}.
 *
 * <p>A task is a {@link KernelType} of {@code task_struct}, a set of CPUs one of {@code cpumask} or {@code bpf_cpumask}.
 */
public final class Scx {
    /** The number of the global queue: {@code SCX_DSQ_GLOBAL}. */
    public static final @Unsigned long DSQ_GLOBAL = 1L << 63 | 1;

    /** The number of the queue of the CPU that a task is on its way to: {@code SCX_DSQ_LOCAL}. */
    public static final @Unsigned long DSQ_LOCAL = 1L << 63 | 2;

    /** The number of a CPU's queue, to which the number of the CPU is added: {@code SCX_DSQ_LOCAL_ON}. */
    public static final @Unsigned long DSQ_LOCAL_ON = 1L << 63 | 1L << 62;

    /** 20 ms in nanoseconds: {@code SCX_SLICE_DFL}. */
    public static final @Unsigned long SLICE_DFL = 20_000_000;

    /** Without end: {@code SCX_SLICE_INF}. */
    public static final @Unsigned long SLICE_INF = -1;

    /** To the front of the queue: {@code SCX_ENQ_HEAD}. */
    public static final @Unsigned long ENQ_HEAD = 1L << 4;

    /** In the place of the task that runs: {@code SCX_ENQ_PREEMPT}. */
    public static final @Unsigned long ENQ_PREEMPT = 1L << 32;

    /** {@code enqueue} is told that there is no other task to run: {@code SCX_ENQ_LAST}. */
    public static final @Unsigned long ENQ_LAST = 1L << 41;

    /** Only if it has nothing to do: {@code SCX_KICK_IDLE}. */
    public static final @Unsigned long KICK_IDLE = 1;

    /** And its task must make way: {@code SCX_KICK_PREEMPT}. */
    public static final @Unsigned long KICK_PREEMPT = 1L << 1;

    /** And wait until it has made way: {@code SCX_KICK_WAIT}. */
    public static final @Unsigned long KICK_WAIT = 1L << 2;

    private Scx() {}

    /**
     * Makes a queue, and returns 0 or a negative error: {@code scx_bpf_create_dsq}. From {@code init}, which may sleep. Kernel 6.12.
     *
     * @param dsq the number of the queue, below 2^63
     * @param node the NUMA node of its memory, -1 for any
     */
    @Kfunc("scx_bpf_create_dsq")
    public static int createDsq(@Unsigned long dsq, int node) {
        throw KernelOnly.here();
    }

    /** Takes a queue away: {@code scx_bpf_destroy_dsq}. Kernel 6.12. */
    @Kfunc("scx_bpf_destroy_dsq")
    public static void destroyDsq(@Unsigned long dsq) {
        throw KernelOnly.here();
    }

    /** Returns how many tasks a queue has, or a negative error: {@code scx_bpf_dsq_nr_queued}. Kernel 6.12. */
    @Kfunc("scx_bpf_dsq_nr_queued")
    public static int dsqNrQueued(@Unsigned long dsq) {
        throw KernelOnly.here();
    }

    /**
     * Puts a task at the end of a queue: {@code scx_bpf_dsq_insert}. From {@code select_cpu}, {@code enqueue} and {@code dispatch}. Kernel 6.13.
     *
     * @param slice nanoseconds that it may run, {@link #SLICE_DFL} or others
     * @param flags {@code ENQ_…}, as {@code enqueue} was told them
     */
    @Kfunc("scx_bpf_dsq_insert")
    public static void dsqInsert(Object task, @Unsigned long dsq, @Unsigned long slice, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Puts a task into a queue by its virtual time, the smallest first: {@code scx_bpf_dsq_insert_vtime}. Kernel 6.13.
     *
     * @param slice nanoseconds that it may run
     * @param vtime virtual time, by which this queue is sorted
     */
    @Kfunc("scx_bpf_dsq_insert_vtime")
    public static void dsqInsertVtime(
            Object task, @Unsigned long dsq, @Unsigned long slice, @Unsigned long vtime, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Moves the first task of a queue to that of this CPU, and returns whether there was one: {@code scx_bpf_dsq_move_to_local}. From {@code
     * dispatch}. Kernel 6.13.
     */
    @Kfunc("scx_bpf_dsq_move_to_local")
    public static boolean dsqMoveToLocal(@Unsigned long dsq) {
        throw KernelOnly.here();
    }

    /** Returns how many more tasks {@code dispatch} may put into queues: {@code scx_bpf_dispatch_nr_slots}. Kernel 6.12. */
    @Kfunc("scx_bpf_dispatch_nr_slots")
    public static @Unsigned int dispatchNrSlots() {
        throw KernelOnly.here();
    }

    /** Takes back what {@code dispatch} put into a queue last: {@code scx_bpf_dispatch_cancel}. Kernel 6.12. */
    @Kfunc("scx_bpf_dispatch_cancel")
    public static void dispatchCancel() {
        throw KernelOnly.here();
    }

    /**
     * Hands the tasks of this CPU's queue to {@code enqueue} again, and returns how many: {@code scx_bpf_reenqueue_local}. From {@code
     * cpu_release}. Kernel 6.12.
     */
    @Kfunc("scx_bpf_reenqueue_local")
    public static @Unsigned int reenqueueLocal() {
        throw KernelOnly.here();
    }

    /**
     * Returns the CPU that the kernel would choose for a task that wakes up: {@code scx_bpf_select_cpu_dfl}. From {@code select_cpu}. Kernel
     * 6.12.
     *
     * @param isIdle filled in: 1 when that CPU has nothing to do
     */
    @Kfunc("scx_bpf_select_cpu_dfl")
    public static int selectCpuDfl(Object task, int previous, @Unsigned long wakeFlags, U8 isIdle) {
        throw KernelOnly.here();
    }

    /** Returns an idle CPU among some, or a negative error: {@code scx_bpf_select_cpu_and}. Kernel 6.16. */
    @Kfunc("scx_bpf_select_cpu_and")
    public static int selectCpuAnd(
            Object task, int previous, @Unsigned long wakeFlags, Object cpus, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns an idle CPU among some and says that it is idle no more, or a negative error: {@code scx_bpf_pick_idle_cpu}. Kernel 6.12.
     */
    @Kfunc("scx_bpf_pick_idle_cpu")
    public static int pickIdleCpu(Object cpus, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Returns an idle CPU among some, or any one of them, or a negative error: {@code scx_bpf_pick_any_cpu}. Kernel 6.12. */
    @Kfunc("scx_bpf_pick_any_cpu")
    public static int pickAnyCpu(Object cpus, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Returns whether a CPU was idle, and says that it is no more: {@code scx_bpf_test_and_clear_cpu_idle}. Kernel 6.12. */
    @Kfunc("scx_bpf_test_and_clear_cpu_idle")
    public static boolean testAndClearCpuIdle(int cpu) {
        throw KernelOnly.here();
    }

    /**
     * Wakes a CPU up: {@code scx_bpf_kick_cpu}. Kernel 6.12.
     *
     * @param flags {@link #KICK_IDLE}, {@link #KICK_PREEMPT} or {@link #KICK_WAIT}
     */
    @Kfunc("scx_bpf_kick_cpu")
    public static void kickCpu(int cpu, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Returns the greatest speed of a CPU, 1024 for the fastest of the machine: {@code scx_bpf_cpuperf_cap}. Kernel 6.12. */
    @Kfunc("scx_bpf_cpuperf_cap")
    public static @Unsigned int cpuperfCap(int cpu) {
        throw KernelOnly.here();
    }

    /** Returns the speed of a CPU now, 1024 for its fastest: {@code scx_bpf_cpuperf_cur}. Kernel 6.12. */
    @Kfunc("scx_bpf_cpuperf_cur")
    public static @Unsigned int cpuperfCur(int cpu) {
        throw KernelOnly.here();
    }

    /** Sets how fast a CPU shall be, 1024 for its fastest: {@code scx_bpf_cpuperf_set}. Kernel 6.12. */
    @Kfunc("scx_bpf_cpuperf_set")
    public static void cpuperfSet(int cpu, @Unsigned int speed) {
        throw KernelOnly.here();
    }

    /** Returns the NUMA node of a CPU: {@code scx_bpf_cpu_node}. Kernel 6.15. */
    @Kfunc("scx_bpf_cpu_node")
    public static int cpuNode(int cpu) {
        throw KernelOnly.here();
    }

    /** Returns how many CPUs there can be: {@code scx_bpf_nr_cpu_ids}. Kernel 6.12. */
    @Kfunc("scx_bpf_nr_cpu_ids")
    public static @Unsigned int nrCpuIds() {
        throw KernelOnly.here();
    }

    /** Returns how many NUMA nodes there can be: {@code scx_bpf_nr_node_ids}. Kernel 6.15. */
    @Kfunc("scx_bpf_nr_node_ids")
    public static @Unsigned int nrNodeIds() {
        throw KernelOnly.here();
    }

    /** Returns the nanoseconds of a clock that is the same for all of one scheduling decision: {@code scx_bpf_now}. Kernel 6.14. */
    @Kfunc("scx_bpf_now")
    public static @Unsigned long now() {
        throw KernelOnly.here();
    }

    /** Returns whether a task runs at this moment: {@code scx_bpf_task_running}. Kernel 6.12. */
    @Kfunc("scx_bpf_task_running")
    public static boolean taskRunning(Object task) {
        throw KernelOnly.here();
    }

    /** Returns the CPU that a task runs on, or ran on: {@code scx_bpf_task_cpu}. Kernel 6.12. */
    @Kfunc("scx_bpf_task_cpu")
    public static int taskCpu(Object task) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the cgroup that schedules a task: {@code scx_bpf_task_cgroup}. Kernel 6.12.
     *
     * @param type a {@link KernelType} class of {@code cgroup}
     */
    @Kfunc("scx_bpf_task_cgroup")
    public static <T> BpfReference<T> taskCgroup(Object task, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the queue of a CPU, to be read: {@code scx_bpf_cpu_rq}. Kernel 6.12.
     *
     * @param type a {@link KernelType} class of {@code rq}
     */
    @Kfunc("scx_bpf_cpu_rq")
    public static <T> T cpuRq(int cpu, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the task that a CPU runs, null for no such CPU: {@code scx_bpf_cpu_curr}. Kernel 6.18.
     *
     * @param type a {@link KernelType} class of {@code task_struct}
     */
    @Kfunc("scx_bpf_cpu_curr")
    public static <T> @Nullable T cpuCurr(int cpu, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the CPUs that are on: {@code scx_bpf_get_online_cpumask}. Kernel 6.12.
     *
     * @param type a {@link KernelType} class of {@code cpumask}
     */
    @Kfunc("scx_bpf_get_online_cpumask")
    public static <T> BpfReference<T> getOnlineCpumask(Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the CPUs that there can be: {@code scx_bpf_get_possible_cpumask}. Kernel 6.12.
     *
     * @param type a {@link KernelType} class of {@code cpumask}
     */
    @Kfunc("scx_bpf_get_possible_cpumask")
    public static <T> BpfReference<T> getPossibleCpumask(Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the CPUs that have nothing to do: {@code scx_bpf_get_idle_cpumask}. Kernel 6.12.
     *
     * @param type a {@link KernelType} class of {@code cpumask}
     */
    @Kfunc("scx_bpf_get_idle_cpumask")
    public static <T> BpfReference<T> getIdleCpumask(Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the CPUs whose whole core has nothing to do: {@code scx_bpf_get_idle_smtmask}. Kernel 6.12.
     *
     * @param type a {@link KernelType} class of {@code cpumask}
     */
    @Kfunc("scx_bpf_get_idle_smtmask")
    public static <T> BpfReference<T> getIdleSmtmask(Class<T> type) {
        throw KernelOnly.here();
    }
}
