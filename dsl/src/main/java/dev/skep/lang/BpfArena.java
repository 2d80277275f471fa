package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_ARENA}: pages of memory that programs share with user space, which maps them and follows the same pointers. What lies there is
 * reached by an {@link ArenaPtr}. A class has one arena at most, as a program has. Kernel 6.9, libbpf 1.4, on x86-64 and arm64.
 *
 * <pre>{@code
 * static final BpfArena heap = BpfArena.ofPages(100);
 * static ArenaPtr<Node> first;
 *
 * var node = heap.allocPages(1, Node.class);
 * if (node == null) return 1;
 * node.get().next = first;
 * first = node;
 * }</pre>
 */
public final class BpfArena {
    private BpfArena() {}

    /** Returns an arena of so many pages of 4096 bytes, 4 GiB at most, none of which is there at first. */
    public static BpfArena ofPages(int pages) {
        return new BpfArena();
    }

    /**
     * Returns the map at an address of user space's own, a multiple of the page size, so that it spans no multiple of 4 GiB: {@code map_extra}.
     * Without it the arena is where it is mapped first.
     */
    public BpfArena mappedAt(long address) {
        return this;
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfArena pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_SEGV_ON_FAULT} (0x20000), {@code BPF_F_NO_USER_CONV} (0x40000). */
    public BpfArena flags(int flags) {
        return this;
    }

    /**
     * Makes pages in a row, all zero, and returns a pointer to the first of them, or null when there is no room: {@code bpf_arena_alloc_pages}. For
     * programs that may sleep, such as {@link Syscall}. Kernel 6.9.
     *
     * @param type what the pointer leads to: a {@link Struct} or {@link Union} class, a record or a cell
     */
    public <T> @Nullable ArenaPtr<T> allocPages(@Unsigned int pages, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Takes pages away, also from user space: {@code bpf_arena_free_pages}. For programs that may sleep. Kernel 6.9.
     *
     * @param first any place in the first of them
     */
    public void freePages(@Nullable ArenaPtr<?> first, @Unsigned int pages) {
        throw KernelOnly.here();
    }

    /**
     * Keeps pages from being made, and returns 0 or a negative error, such as -16 when there are some: {@code bpf_arena_reserve_pages}. For programs
     * that may sleep. Kernel 6.17.
     *
     * @param first any place in the first of them
     */
    public int reservePages(@Nullable ArenaPtr<?> first, @Unsigned int pages) {
        throw KernelOnly.here();
    }
}
