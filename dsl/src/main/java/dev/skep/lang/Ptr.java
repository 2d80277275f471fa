package dev.skep.lang;

/**
 * A pointer: {@code T *}. It says what a reference cannot: where an element of an array is, what comes next, and where something is kept.
 * {@code T} is a {@link Struct} or {@link Union} class, a record, a cell, a {@link KernelType} class, or a {@code Ptr} of one of those.
 *
 * <p>What a pointer leads to is known where it is made, and with it how far it may move: {@link #of} an array to all its elements, {@link
 * #to} anything else to that alone. It may stand anywhere; each access must be provably within, or it is an error. A pointer may be null
 * where what it was made from may be, and is then compared with null first, as references are. Two are equal when they lead to the same
 * address.
 *
 * <p>A variable, a parameter and what a method returns can be a pointer; a {@link Subprogram} or {@link Global} function takes one that leads
 * to one {@code T}, or to as many as the {@link Length} of the parameter says. A field of a struct can be one, with eight bytes. The verifier
 * remembers what it leads to as long as the struct is in the frame of the function that put it there; anywhere else, in a map value, a ring
 * buffer's record or a global variable, only addresses of the kernel can be put, and what is read is an address.
 *
 * <p>An address, by {@link #at} or from a field of a struct of the kernel, leads to nothing that can be accessed, unless {@code T} is a
 * {@link KernelType} class, whose fields are read by probes. Anything else is copied from {@link #address()} by {@link
 * Kernel#probeReadKernel} or {@link Kernel#probeReadUser}.
 */
public final class Ptr<T> {
    private Ptr() {}

    /** {@code &array[index]}; the index may be up to the length, behind the last element. */
    public static <T> Ptr<T> of(T[] array, int index) {
        throw KernelOnly.here();
    }

    /** {@code &array[index]}, as a pointer to a cell of 8 bits: {@code Ptr<U8> p = Ptr.of(bytes, 0)}. */
    public static <C> Ptr<C> of(byte[] array, int index) {
        throw KernelOnly.here();
    }

    /** {@code &array[index]}, as a pointer to a cell of 16 bits. */
    public static <C> Ptr<C> of(short[] array, int index) {
        throw KernelOnly.here();
    }

    /** {@code &array[index]}, as a pointer to a cell of 32 bits. */
    public static <C> Ptr<C> of(int[] array, int index) {
        throw KernelOnly.here();
    }

    /** {@code &array[index]}, as a pointer to a cell of 64 bits. */
    public static <C> Ptr<C> of(long[] array, int index) {
        throw KernelOnly.here();
    }

    /** {@code &memory}: what a reference leads to, or a record where it lies; null for null. */
    public static <T> Ptr<T> to(T memory) {
        throw KernelOnly.here();
    }

    /** {@code &place}: the integer in a field, an element or a global variable, as a pointer to a cell of its width and sign. */
    public static <C> Ptr<C> to(long place) {
        throw KernelOnly.here();
    }

    /** {@code (T *)address}: an address of the kernel or of a process. */
    public static <T> Ptr<T> at(@Unsigned long address) {
        throw KernelOnly.here();
    }

    /** {@code *p}: a reference to a struct or cell, a record by value, or the pointer that lies there. */
    public T get() {
        throw KernelOnly.here();
    }

    /** {@code *p = value}: puts a record or a pointer there. */
    public void set(T value) {
        throw KernelOnly.here();
    }

    /** {@code p + elements}. */
    public Ptr<T> plus(long elements) {
        throw KernelOnly.here();
    }

    /** {@code p - elements}. */
    public Ptr<T> minus(long elements) {
        throw KernelOnly.here();
    }

    /** {@code p - start}: how many elements lie between two pointers into one object. */
    public long minus(Ptr<T> start) {
        throw KernelOnly.here();
    }

    /** {@code (O *)p}: the same bytes as others, as many as fit into what is known to be there. */
    public <O> Ptr<O> as(Class<O> type) {
        throw KernelOnly.here();
    }

    /** {@code (u64)p}. Kernels take programs that make a number of a pointer from loaders with {@code CAP_PERFMON} only. */
    public @Unsigned long address() {
        throw KernelOnly.here();
    }
}
