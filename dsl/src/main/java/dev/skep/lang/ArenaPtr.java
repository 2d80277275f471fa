package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * A pointer into the {@link BpfArena} of the class: {@code T __arena *}. Anything may hold it: variables, what functions take, structs in the
 * arena, values of maps and global variables, where it is the address that user space knows, so that user space follows the same pointers.
 *
 * <p>It is null at first, and compared with null before it is followed. Beyond that nobody checks where it leads, and nobody has to: what is read
 * where no page is, is 0, and what is written there is lost, though the same run may still know what it wrote. It stays what it is when its page is
 * freed.
 *
 * <p>Fields of structs are read and written as anywhere ({@code node.get().value++}), words also by {@link Atomic} operations (kernel 6.10).
 * Helper functions and kernel functions take no pointers into arenas: copy what they are to read into memory of the program.
 *
 * @param <T> a {@link Struct} or {@link Union} class, a record or a cell
 */
public final class ArenaPtr<T> {
    private ArenaPtr() {}

    /** {@code &memory}: what a reference that came from the arena leads to, such as an embedded struct. */
    public static <T> ArenaPtr<T> to(T memory) {
        throw KernelOnly.here();
    }

    /** {@code (T __arena *)address}: an address of user space in the arena, null for 0. */
    public static <T> @Nullable ArenaPtr<T> at(@Unsigned long address) {
        throw KernelOnly.here();
    }

    /** {@code *p}: a reference to a struct or cell, or a record by value. */
    public T get() {
        throw KernelOnly.here();
    }

    /** {@code *p = value}: puts a record there. */
    public void set(T value) {
        throw KernelOnly.here();
    }

    /** {@code p + elements}. */
    public ArenaPtr<T> plus(long elements) {
        throw KernelOnly.here();
    }

    /** {@code p - elements}. */
    public ArenaPtr<T> minus(long elements) {
        throw KernelOnly.here();
    }

    /** {@code (O __arena *)p}: the same bytes as others. */
    public <O> ArenaPtr<O> as(Class<O> type) {
        throw KernelOnly.here();
    }

    /** {@code (u64)p}: the address that user space knows. */
    public @Unsigned long address() {
        throw KernelOnly.here();
    }
}
