package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * A set of CPUs that the program has made: {@code struct bpf_cpumask}, and the kernel functions for such sets, as {@link Kfuncs} has the others.
 * A set that is only read may be one of the kernel's, too, a {@link KernelType} class of {@code cpumask}. Kernel 6.3.
 */
@KernelType("bpf_cpumask")
public final class BpfCpumask {
    private BpfCpumask() {}

    /** Returns a set of CPUs that is empty, null without memory: {@code bpf_cpumask_create}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_create")
    public static @Nullable BpfReference<BpfCpumask> create() {
        throw KernelOnly.here();
    }

    /** Returns another reference to a set of CPUs: {@code bpf_cpumask_acquire}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_acquire")
    public static BpfReference<BpfCpumask> acquire(BpfCpumask mask) {
        throw KernelOnly.here();
    }

    /** Adds a CPU; numbers that no CPU has do nothing: {@code bpf_cpumask_set_cpu}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_set_cpu")
    public static void setCpu(@Unsigned int cpu, BpfCpumask mask) {
        throw KernelOnly.here();
    }

    /** Removes a CPU; numbers that no CPU has do nothing: {@code bpf_cpumask_clear_cpu}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_clear_cpu")
    public static void clearCpu(@Unsigned int cpu, BpfCpumask mask) {
        throw KernelOnly.here();
    }

    /** Returns whether a CPU is in the set: {@code bpf_cpumask_test_cpu}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_test_cpu")
    public static boolean testCpu(@Unsigned int cpu, Object mask) {
        throw KernelOnly.here();
    }

    /** Adds a CPU and returns whether it was in the set, atomically: {@code bpf_cpumask_test_and_set_cpu}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_test_and_set_cpu")
    public static boolean testAndSetCpu(@Unsigned int cpu, BpfCpumask mask) {
        throw KernelOnly.here();
    }

    /** Removes a CPU and returns whether it was in the set, atomically: {@code bpf_cpumask_test_and_clear_cpu}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_test_and_clear_cpu")
    public static boolean testAndClearCpu(@Unsigned int cpu, BpfCpumask mask) {
        throw KernelOnly.here();
    }

    /** Adds all CPUs: {@code bpf_cpumask_setall}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_setall")
    public static void setall(BpfCpumask mask) {
        throw KernelOnly.here();
    }

    /** Removes all CPUs: {@code bpf_cpumask_clear}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_clear")
    public static void clear(BpfCpumask mask) {
        throw KernelOnly.here();
    }

    /** Returns the first CPU of the set, the number of CPUs or more when it is empty: {@code bpf_cpumask_first}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_first")
    public static @Unsigned int first(Object mask) {
        throw KernelOnly.here();
    }

    /** Returns the first CPU that is not in the set, the number of CPUs or more when there is none: {@code bpf_cpumask_first_zero}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_first_zero")
    public static @Unsigned int firstZero(Object mask) {
        throw KernelOnly.here();
    }

    /** Returns the first CPU that is in both sets, the number of CPUs or more when there is none: {@code bpf_cpumask_first_and}. Kernel 6.5. */
    @Kfunc("bpf_cpumask_first_and")
    public static @Unsigned int firstAnd(Object one, Object other) {
        throw KernelOnly.here();
    }

    /**
     * Returns some CPU of the set, not always the same, the number of CPUs or more when it is empty: {@code bpf_cpumask_any_distribute}. Kernel
     * 6.5.
     */
    @Kfunc("bpf_cpumask_any_distribute")
    public static @Unsigned int anyDistribute(Object mask) {
        throw KernelOnly.here();
    }

    /**
     * Returns some CPU that is in both sets, not always the same, the number of CPUs or more when there is none: {@code
     * bpf_cpumask_any_and_distribute}. Kernel 6.5.
     */
    @Kfunc("bpf_cpumask_any_and_distribute")
    public static @Unsigned int anyAndDistribute(Object one, Object other) {
        throw KernelOnly.here();
    }

    /** Fills {@code into} with the CPUs that are in both sets, and returns whether there are any: {@code bpf_cpumask_and}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_and")
    public static boolean and(BpfCpumask into, Object one, Object other) {
        throw KernelOnly.here();
    }

    /** Fills {@code into} with the CPUs that are in one set at least: {@code bpf_cpumask_or}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_or")
    public static void or(BpfCpumask into, Object one, Object other) {
        throw KernelOnly.here();
    }

    /** Fills {@code into} with the CPUs that are in one set only: {@code bpf_cpumask_xor}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_xor")
    public static void xor(BpfCpumask into, Object one, Object other) {
        throw KernelOnly.here();
    }

    /** Fills {@code into} with the CPUs of another set: {@code bpf_cpumask_copy}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_copy")
    public static void copy(BpfCpumask into, Object mask) {
        throw KernelOnly.here();
    }

    /** Returns whether two sets have the same CPUs: {@code bpf_cpumask_equal}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_equal")
    public static boolean equal(Object one, Object other) {
        throw KernelOnly.here();
    }

    /** Returns whether a CPU is in both sets: {@code bpf_cpumask_intersects}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_intersects")
    public static boolean intersects(Object one, Object other) {
        throw KernelOnly.here();
    }

    /** Returns whether all CPUs of {@code one} are in {@code other}: {@code bpf_cpumask_subset}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_subset")
    public static boolean subset(Object one, Object other) {
        throw KernelOnly.here();
    }

    /** Returns whether no CPU is in the set: {@code bpf_cpumask_empty}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_empty")
    public static boolean empty(Object mask) {
        throw KernelOnly.here();
    }

    /** Returns whether all CPUs are in the set: {@code bpf_cpumask_full}. Kernel 6.3. */
    @Kfunc("bpf_cpumask_full")
    public static boolean full(Object mask) {
        throw KernelOnly.here();
    }

    /** Returns how many CPUs are in the set: {@code bpf_cpumask_weight}. Kernel 6.8. */
    @Kfunc("bpf_cpumask_weight")
    public static @Unsigned int weight(Object mask) {
        throw KernelOnly.here();
    }

    /**
     * Fills a set from the bits of memory, of as many bytes as sets have here at least, a multiple of 8, and returns 0 or a negative error:
     * {@code bpf_cpumask_populate}. Kernel 6.15.
     */
    @Kfunc("bpf_cpumask_populate")
    public static int populate(Object cpumask, byte[] bits) {
        throw KernelOnly.here();
    }
}
