package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * Functions of the kernel that loaders find by name, under its own names without {@code bpf_}. They are for licenses of the GPL. Each type
 * of program may call some of them, which the compiler knows as kernel 6.18 has it; tracing programs and those that user space runs are among
 * them mostly.
 *
 * <p>Arguments that are structs of the kernel are {@link KernelType} classes, of which the verifier must trust the pointer: the argument of a
 * tracepoint, an iterator or an LSM hook, {@link Kernel#currentTaskBtf}, or what a {@link BpfReference} leads to. Those for
 * sets of CPUs are in {@link BpfCpumask}.
 */
public final class Kfuncs {
    private Kfuncs() {}

    /** Returns a reference to a task that is known, null when it is just going away: {@code bpf_task_acquire}. Kernel 6.2. */
    @Kfunc("bpf_task_acquire")
    public static <T> @Nullable BpfReference<T> taskAcquire(T task) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the task of a pid in the first PID namespace, null when there is none: {@code bpf_task_from_pid}. Kernel 6.2.
     *
     * @param type a {@link KernelType} class of {@code task_struct}
     */
    @Kfunc("bpf_task_from_pid")
    public static <T> @Nullable BpfReference<T> taskFromPid(int pid, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the task of a pid in the PID namespace of the current task, null when there is none: {@code bpf_task_from_vpid}.
     * Kernel 6.13.
     *
     * @param type a {@link KernelType} class of {@code task_struct}
     */
    @Kfunc("bpf_task_from_vpid")
    public static <T> @Nullable BpfReference<T> taskFromVpid(int vpid, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the cgroup that a task is in, of a hierarchy of version 1, null when there is none: {@code bpf_task_get_cgroup1}.
     * Kernel 6.8.
     *
     * @param type a {@link KernelType} class of {@code cgroup}
     */
    @Kfunc("bpf_task_get_cgroup1")
    public static <T> @Nullable BpfReference<T> taskGetCgroup1(Object task, int hierarchyId, Class<T> type) {
        throw KernelOnly.here();
    }

    /** Returns 1 for a task that is in a cgroup or below it, otherwise 0: {@code bpf_task_under_cgroup}. Kernel 6.5. */
    @Kfunc("bpf_task_under_cgroup")
    public static long taskUnderCgroup(Object task, Object ancestor) {
        throw KernelOnly.here();
    }

    /** Returns a reference to a cgroup that is known, null when it is just going away: {@code bpf_cgroup_acquire}. Kernel 6.2. */
    @Kfunc("bpf_cgroup_acquire")
    public static <T> @Nullable BpfReference<T> cgroupAcquire(T cgroup) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the cgroup above another one that is {@code level} levels below the root, null when there is none: {@code
     * bpf_cgroup_ancestor}. Kernel 6.2.
     */
    @Kfunc("bpf_cgroup_ancestor")
    public static <T> @Nullable BpfReference<T> cgroupAncestor(T cgroup, int level) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the cgroup of a number as {@link Kernel#currentCgroupId} returns it, null when there is none: {@code
     * bpf_cgroup_from_id}. Kernel 6.4.
     *
     * @param type a {@link KernelType} class of {@code cgroup}
     */
    @Kfunc("bpf_cgroup_from_id")
    public static <T> @Nullable BpfReference<T> cgroupFromId(@Unsigned long cgroupId, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the file that a task executes, null when there is none: {@code bpf_get_task_exe_file}. For LSM programs. Kernel 6.12.
     *
     * @param type a {@link KernelType} class of {@code file}
     */
    @Kfunc("bpf_get_task_exe_file")
    public static <T> @Nullable BpfReference<T> getTaskExeFile(Object task, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Writes the name of a path into {@code buffer}, NUL-terminated, and returns its length with the NUL, or a negative error: {@code
     * bpf_path_d_path}. For LSM programs. Kernel 6.12.
     *
     * @param path a {@link KernelType} class of {@code path}, such as the member {@code f_path} of a file
     */
    @Kfunc("bpf_path_d_path")
    public static int pathDPath(Object path, byte[] buffer) {
        throw KernelOnly.here();
    }

    /** Closes a socket and returns 0 or a negative error: {@code bpf_sock_destroy}. For iterators of {@code tcp} and {@code udp}. Kernel 6.5. */
    @Kfunc("bpf_sock_destroy")
    public static int sockDestroy(Object sock) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the connection of these addresses, null when there is none: {@code bpf_skb_ct_lookup}. Needs the module {@code
     * nf_conntrack}. Kernel 5.18.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param type a {@link KernelType} class of {@code nf_conn}
     */
    @Kfunc("bpf_skb_ct_lookup")
    public static <T> @Nullable BpfReference<T> skbCtLookup(
            SkBuff skb, Object tuple, BpfCtOpts options, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the connection of these addresses, null when there is none: {@code bpf_xdp_ct_lookup}. Needs the module {@code
     * nf_conntrack}. Kernel 5.18.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param type a {@link KernelType} class of {@code nf_conn}
     */
    @Kfunc("bpf_xdp_ct_lookup")
    public static <T> @Nullable BpfReference<T> xdpCtLookup(
            XdpContext context, Object tuple, BpfCtOpts options, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Changes after how long without packets a connection is forgotten, and returns 0 or a negative error: {@code bpf_ct_change_timeout}. Needs
     * the module {@code nf_conntrack}. Kernel 6.0.
     */
    @Kfunc("bpf_ct_change_timeout")
    public static int ctChangeTimeout(Object connection, @Unsigned int milliseconds) {
        throw KernelOnly.here();
    }

    /**
     * Changes the flags {@code IPS_…} of a connection, and returns 0 or a negative error: {@code bpf_ct_change_status}. Needs the module {@code
     * nf_conntrack}. Kernel 6.0.
     */
    @Kfunc("bpf_ct_change_status")
    public static int ctChangeStatus(Object connection, @Unsigned int status) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to a keyring of the kernel's own, 0 the primary one, null for no such number: {@code bpf_lookup_system_key}. Kernel
     * 6.1.
     *
     * @param type a {@link KernelType} class of {@code bpf_key}
     */
    @Kfunc("bpf_lookup_system_key")
    public static <T> @Nullable BpfReference<T> lookupSystemKey(@Unsigned long id, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the key of a serial number, null when there is none: {@code bpf_lookup_user_key}. For programs that may sleep.
     * Kernel 6.1.
     *
     * @param type a {@link KernelType} class of {@code bpf_key}
     */
    @Kfunc("bpf_lookup_user_key")
    public static <T> @Nullable BpfReference<T> lookupUserKey(int serial, @Unsigned long flags, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Grows the window of a socket by what was acknowledged, up to {@code snd_ssthresh}, and returns what is left: {@code tcp_slow_start}. For
     * congestion controls ({@link StructOps}), as those below. Kernel 5.13.
     *
     * @param tcp a {@link KernelType} of {@code tcp_sock}
     */
    @Kfunc("tcp_slow_start")
    public static @Unsigned int tcpSlowStart(Object tcp, @Unsigned int acked) {
        throw KernelOnly.here();
    }

    /**
     * Grows the window of a socket by one segment for each {@code segments} that are acknowledged: {@code tcp_cong_avoid_ai}. Kernel 5.13.
     *
     * @param tcp a {@link KernelType} of {@code tcp_sock}
     */
    @Kfunc("tcp_cong_avoid_ai")
    public static void tcpCongAvoidAi(Object tcp, @Unsigned int segments, @Unsigned int acked) {
        throw KernelOnly.here();
    }

    /** Grows the window of a socket as Reno does: {@code tcp_reno_cong_avoid}. Kernel 5.13. */
    @Kfunc("tcp_reno_cong_avoid")
    public static void tcpRenoCongAvoid(Object socket, @Unsigned int ack, @Unsigned int acked) {
        throw KernelOnly.here();
    }

    /** Returns half of the window of a socket, two segments at least: {@code tcp_reno_ssthresh}. Kernel 5.13. */
    @Kfunc("tcp_reno_ssthresh")
    public static @Unsigned int tcpRenoSsthresh(Object socket) {
        throw KernelOnly.here();
    }

    /** Returns the window that a socket had before a loss that was none, or the one that it has: {@code tcp_reno_undo_cwnd}. Kernel 5.13. */
    @Kfunc("tcp_reno_undo_cwnd")
    public static @Unsigned int tcpRenoUndoCwnd(Object socket) {
        throw KernelOnly.here();
    }

    /**
     * Returns the kernel's own struct behind a context, which the verifier trusts: {@code bpf_cast_to_kern_ctx}. Kernel 6.2.
     *
     * @param context an {@link SkBuff}, an {@link XdpContext} or another one with a struct of its own
     * @param type a {@link KernelType} class of {@code sk_buff}, {@code xdp_buff}, …
     */
    @Kfunc("bpf_cast_to_kern_ctx")
    public static <T> T castToKernCtx(Object context, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns what an address leads to as a struct to be read: {@code bpf_rdonly_cast}. Nobody checks what it is; what cannot be read is 0.
     * Kernel 6.2.
     *
     * @param address an address, or an object of the kernel that is seen as another struct
     * @param type a {@link KernelType} class
     */
    @Kfunc("bpf_rdonly_cast")
    public static <T> T rdonlyCast(Object address, Class<T> type) {
        throw KernelOnly.here();
    }
}
