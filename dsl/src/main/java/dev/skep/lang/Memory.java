package dev.skep.lang;

/** The bytes of structs and arrays that lie in memory, whatever they mean. */
public final class Memory {
    private Memory() {}

    /** Returns the same bytes seen as another struct, or a record, that is no larger: {@code (T *)memory}. */
    public static <T> T as(Object memory, Class<T> type) {
        throw KernelOnly.here();
    }

    /** Returns a copy of a struct, on the stack. What the kernel keeps in it, such as a {@link BpfSpinLock}, is left out. */
    public static <T> T copyOf(T struct) {
        throw KernelOnly.here();
    }

    /**
     * Copies the bytes of a struct into another of its class: {@code *to = *from}. What the kernel keeps in it, such as a {@link BpfSpinLock},
     * stays what it is in both.
     */
    public static <T> void copy(T to, T from) {
        throw KernelOnly.here();
    }
}
