package dev.skep.lang;

import java.util.function.Function;

/**
 * Questions about the types of the kernel that will run the program. The loader answers them before the verifier looks at it, by CO-RE
 * relocations, so that what stands behind an {@code if (Core.exists(…))} may be missing there.
 *
 * <p>A field is named by an expression that would read it, {@code task.signal.nrThreads}, but nothing is read: only the type of what the last
 * pointer leads to counts. A type is named by a {@link KernelType} class, an enumerator by a constant of a Java {@code enum} that has the name
 * of the kernel's, its own or by {@link Name}. Kernel 5.2, and a loader that knows relocations of fields; for types and enumerators libbpf 0.3,
 * for {@link #matches} libbpf 1.0.
 */
public final class Core {
    private Core() {}

    /** Returns whether the kernel's struct has that field, of a compatible type: {@code bpf_core_field_exists}. */
    public static boolean exists(Object field) {
        throw KernelOnly.here();
    }

    /** Returns whether the kernel has a struct of that name: {@code bpf_core_type_exists}. */
    public static boolean exists(Class<?> type) {
        throw KernelOnly.here();
    }

    /** Returns whether the kernel's enum has an enumerator of that name: {@code bpf_core_enum_value_exists}. */
    public static boolean exists(Enum<?> enumerator) {
        throw KernelOnly.here();
    }

    /**
     * Returns whether the kernel has a function of that name that programs may call: {@code bpf_ksym_exists}. A method that calls it, {@link
     * Kfunc#weak} where the function is newer than the oldest kernel, may stand behind the question. Kernel 6.4 where older ones have the
     * function, too.
     *
     * @param kfunc a constant
     */
    public static boolean exists(String kfunc) {
        throw KernelOnly.here();
    }

    /** Returns whether the kernel's struct has all members of the class, with compatible types: {@code bpf_core_type_matches}. */
    public static boolean matches(Class<?> type) {
        throw KernelOnly.here();
    }

    /** Returns how many bytes the field has in the kernel: {@code bpf_core_field_size}; 0 when there is none. */
    public static int sizeOf(Object field) {
        throw KernelOnly.here();
    }

    /** Returns how many bytes the struct has in the kernel: {@code bpf_core_type_size}; 0 when there is none. */
    public static int sizeOf(Class<?> type) {
        throw KernelOnly.here();
    }

    /** Returns whether the field is an integer with a sign in the kernel. */
    public static boolean isSigned(Object field) {
        throw KernelOnly.here();
    }

    /** Returns the number that an enumerator has in the kernel: {@code bpf_core_enum_value}. */
    public static long valueOf(Enum<?> enumerator) {
        throw KernelOnly.here();
    }

    /** Returns the number of the struct among the kernel's types: {@code bpf_core_type_id_kernel}, as {@link BtfPtr#typeId} takes it. */
    public static int typeId(Class<?> type) {
        throw KernelOnly.here();
    }

    /** Returns the number of the struct among the object's own types: {@code bpf_core_type_id_local}. */
    public static int localTypeId(Class<?> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the same struct as another class has it, which knows it as another kernel does: {@code (struct task_struct___old *)task}. Which
     * of the two is right {@link #exists(Object)} tells. What is another struct as well, as a {@code sock} is the start of a {@code tcp_sock},
     * is seen by {@link Ptr}: {@code Ptr.to(sk).as(tcp_sock.class).get()}, which is read through probes. Kernel 5.2.
     *
     * @param struct a reference to a {@link KernelType} class
     * @param type another one of the same struct, whose name has three underscores and something of the program's own behind the kernel's
     */
    public static <T> T as(Object struct, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the address of the field, as functions that read memory take it: {@code &task->comm}. That of the struct itself is {@code
     * Ptr.to(task).address()}.
     */
    public static @Unsigned long addressOf(Object field) {
        throw KernelOnly.here();
    }

    /**
     * Returns the struct that a struct is embedded in: {@code container_of(member, T, field)}, {@code mount tree = Core.containerOf(path.mnt,
     * (mount m) -> m.mnt)}. Where the member lies is asked of the kernel that runs; what is there is read through {@code
     * bpf_probe_read_kernel}. Whether the struct is really embedded in one of that kind nobody checks. Kernel 5.2.
     *
     * @param member a reference to a {@link KernelType} class; compare it with null before
     * @param field a lambda that names the member: embedded, in the struct or in what is embedded there
     */
    public static <T, M> T containerOf(M member, Function<T, M> field) {
        throw KernelOnly.here();
    }
}
