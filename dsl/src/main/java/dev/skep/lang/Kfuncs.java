package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * Functions of the kernel that loaders find by name, under its own names without {@code bpf_}. They are for licenses of the GPL. Each type
 * of program may call some of them, which the compiler knows as kernel 6.18 has it; tracing programs and those that user space runs are among
 * them mostly.
 *
 * <p>Arguments that are structs of the kernel are {@link KernelType} classes, of which the verifier must trust the pointer: the argument of a
 * tracepoint, an iterator or an LSM hook, {@link Kernel#currentTaskBtf}, or what a {@link BpfReference} leads to. Those for
 * sets of CPUs are in {@link BpfCpumask}, for texts in {@link BpfStrings}, for connections in {@link BpfConntrack}, for ciphers in {@link
 * BpfCryptoCtx}, for statistics of cgroups in {@link Rstat}, for congestion controls in {@link TcpCongestion}, for schedulers in {@link Scx}.
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

    /**
     * Sends a signal with a value to a task that is known, and returns 0 or a negative error: {@code bpf_send_signal_task}. Kernel 6.13.
     *
     * @param type whom it is for: 0 for the thread, 1 for the process ({@code enum pid_type})
     */
    @Kfunc("bpf_send_signal_task")
    public static int sendSignalTask(Object task, int signal, int type, @Unsigned long value) {
        throw KernelOnly.here();
    }

    /**
     * Copies a text from the memory of the current task into {@code into}, NUL-terminated, and returns its length with the NUL, or a
     * negative error: {@code bpf_copy_from_user_str}. For programs that may sleep. Kernel 6.12.
     *
     * @param flags 1 to fill the rest of {@code into} with zeroes
     */
    @Kfunc("bpf_copy_from_user_str")
    public static int copyFromUserStr(byte[] into, @Unsigned long address, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Copies a text from the memory of another task into {@code into}, NUL-terminated, and returns its length with the NUL, or a negative
     * error: {@code bpf_copy_from_user_task_str}. For programs that may sleep. Kernel 6.15.
     *
     * @param flags 1 to fill the rest of {@code into} with zeroes
     */
    @Kfunc("bpf_copy_from_user_task_str")
    public static int copyFromUserTaskStr(byte[] into, @Unsigned long address, Object task, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Copies {@code size} bytes of the kernel to an offset of a dynptr, and returns 0 or a negative error: {@code
     * bpf_probe_read_kernel_dynptr}. Kernel 6.16.
     */
    @Kfunc("bpf_probe_read_kernel_dynptr")
    public static int probeReadKernelDynptr(
            BpfDynptr into, @Unsigned long offset, @Unsigned long size, Object address) {
        throw KernelOnly.here();
    }

    /**
     * Copies a text of the kernel, {@code size} bytes at most, to an offset of a dynptr, and returns its length with the NUL, or a negative
     * error: {@code bpf_probe_read_kernel_str_dynptr}. Kernel 6.16.
     */
    @Kfunc("bpf_probe_read_kernel_str_dynptr")
    public static int probeReadKernelStrDynptr(
            BpfDynptr into, @Unsigned long offset, @Unsigned long size, Object address) {
        throw KernelOnly.here();
    }

    /**
     * Copies {@code size} bytes of the current task to an offset of a dynptr, and returns 0 or a negative error: {@code
     * bpf_probe_read_user_dynptr}. Kernel 6.16.
     */
    @Kfunc("bpf_probe_read_user_dynptr")
    public static int probeReadUserDynptr(
            BpfDynptr into, @Unsigned long offset, @Unsigned long size, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Copies a text of the current task, {@code size} bytes at most, to an offset of a dynptr, and returns its length with the NUL, or a
     * negative error: {@code bpf_probe_read_user_str_dynptr}. Kernel 6.16.
     */
    @Kfunc("bpf_probe_read_user_str_dynptr")
    public static int probeReadUserStrDynptr(
            BpfDynptr into, @Unsigned long offset, @Unsigned long size, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Copies {@code size} bytes of the current task to an offset of a dynptr, also such that must be fetched first, and returns 0 or a
     * negative error: {@code bpf_copy_from_user_dynptr}. For programs that may sleep. Kernel 6.16.
     */
    @Kfunc("bpf_copy_from_user_dynptr")
    public static int copyFromUserDynptr(
            BpfDynptr into, @Unsigned long offset, @Unsigned long size, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Copies a text of the current task, {@code size} bytes at most, to an offset of a dynptr, also one that must be fetched first, and returns
     * its length with the NUL, or a negative error: {@code bpf_copy_from_user_str_dynptr}. For programs that may sleep. Kernel 6.16.
     */
    @Kfunc("bpf_copy_from_user_str_dynptr")
    public static int copyFromUserStrDynptr(
            BpfDynptr into, @Unsigned long offset, @Unsigned long size, @Unsigned long address) {
        throw KernelOnly.here();
    }

    /**
     * Copies {@code size} bytes of another task to an offset of a dynptr, and returns 0 or a negative error: {@code
     * bpf_copy_from_user_task_dynptr}. For programs that may sleep. Kernel 6.16.
     */
    @Kfunc("bpf_copy_from_user_task_dynptr")
    public static int copyFromUserTaskDynptr(
            BpfDynptr into, @Unsigned long offset, @Unsigned long size, @Unsigned long address, Object task) {
        throw KernelOnly.here();
    }

    /**
     * Copies a text of another task, {@code size} bytes at most, to an offset of a dynptr, and returns its length with the NUL, or a negative
     * error: {@code bpf_copy_from_user_task_str_dynptr}. For programs that may sleep. Kernel 6.16.
     */
    @Kfunc("bpf_copy_from_user_task_str_dynptr")
    public static int copyFromUserTaskStrDynptr(
            BpfDynptr into, @Unsigned long offset, @Unsigned long size, @Unsigned long address, Object task) {
        throw KernelOnly.here();
    }

    /**
     * Returns the cache that an address of the kernel was allocated from; its fields are 0 when it is from none: {@code bpf_get_kmem_cache}.
     * Kernel 6.13.
     *
     * @param type a {@link KernelType} class of {@code kmem_cache}
     */
    @Kfunc("bpf_get_kmem_cache")
    public static <T> T getKmemCache(@Unsigned long address, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Writes an attribute of a file to a dynptr, and returns its length or a negative error: {@code bpf_get_file_xattr}. For LSM programs that
     * may sleep. Kernel 6.8.
     *
     * @param name a literal, {@code "user.…"} or {@code "security.bpf.…"}
     */
    @Kfunc("bpf_get_file_xattr")
    public static int getFileXattr(Object file, String name, BpfDynptr value) {
        throw KernelOnly.here();
    }

    /**
     * Writes an attribute of a directory entry to a dynptr, and returns its length or a negative error: {@code bpf_get_dentry_xattr}. For LSM
     * programs that may sleep. Kernel 6.12.
     *
     * @param name a literal, {@code "user.…"} or {@code "security.bpf.…"}
     */
    @Kfunc("bpf_get_dentry_xattr")
    public static int getDentryXattr(Object dentry, String name, BpfDynptr value) {
        throw KernelOnly.here();
    }

    /**
     * Gives a directory entry an attribute, and returns 0 or a negative error: {@code bpf_set_dentry_xattr}. For LSM programs that may sleep.
     * Kernel 6.15.
     *
     * @param name a literal, {@code "security.bpf.…"}
     * @param flags {@code XATTR_CREATE} (1), {@code XATTR_REPLACE} (2) or 0
     */
    @Kfunc("bpf_set_dentry_xattr")
    public static int setDentryXattr(Object dentry, String name, BpfDynptr value, int flags) {
        throw KernelOnly.here();
    }

    /**
     * Takes an attribute from a directory entry, and returns 0 or a negative error: {@code bpf_remove_dentry_xattr}. For LSM programs that may
     * sleep. Kernel 6.15.
     *
     * @param name a literal, {@code "security.bpf.…"}
     */
    @Kfunc("bpf_remove_dentry_xattr")
    public static int removeDentryXattr(Object dentry, String name) {
        throw KernelOnly.here();
    }

    /**
     * Writes an attribute of a cgroup's directory to a dynptr, and returns its length or a negative error: {@code bpf_cgroup_read_xattr}.
     * Kernel 6.17.
     *
     * @param name a literal, {@code "user.…"}
     */
    @Kfunc("bpf_cgroup_read_xattr")
    public static int cgroupReadXattr(Object cgroup, String name, BpfDynptr value) {
        throw KernelOnly.here();
    }

    /**
     * Writes the fs-verity digest of a file to a dynptr, and returns its length or a negative error: {@code bpf_get_fsverity_digest}. For
     * kernels with {@code CONFIG_FS_VERITY}. Kernel 6.8.
     */
    @Kfunc("bpf_get_fsverity_digest")
    public static int getFsverityDigest(Object file, BpfDynptr digest) {
        throw KernelOnly.here();
    }

    /**
     * Returns 0 for data with a signature that a key of a keyring verifies, otherwise a negative error: {@code bpf_verify_pkcs7_signature}. For
     * programs that may sleep. Kernel 6.1.
     *
     * @param keyring what {@link #lookupSystemKey} or {@link #lookupUserKey} returned
     */
    @Kfunc("bpf_verify_pkcs7_signature")
    public static int verifyPkcs7Signature(BpfDynptr data, BpfDynptr signature, Object keyring) {
        throw KernelOnly.here();
    }

    /**
     * Returns how many entries a hash map has, also one that keeps the least used out; 0 for maps of other types: {@code
     * bpf_map_sum_elem_count}. Entries that come or go meanwhile may be counted or not. Kernel 6.6.
     *
     * @param map a map of the class, or a {@link KernelType} of {@code bpf_map}, as iterators of {@code bpf_map} have
     */
    @Kfunc("bpf_map_sum_elem_count")
    public static long mapSumElemCount(Object map) {
        throw KernelOnly.here();
    }
}
