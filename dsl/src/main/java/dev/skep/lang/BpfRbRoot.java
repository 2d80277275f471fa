package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code struct bpf_rb_root}: a field of a {@link Struct} that is the value of a map, which is a sorted tree of objects, empty at first. It lies
 * in values of {@link BpfHashMap} and {@link BpfArray} that have a {@link BpfSpinLock}, too: each operation holds that lock by itself, unless
 * the program does. What is in the tree when the entry or the map goes away goes away with it. Not in programs of kprobes, tracepoints and perf
 * events. For the GPL only. Kernel 6.6.
 *
 * <pre>{@code
 * timers.byTime.add(held, (one, other) -> one.due < other.due);
 *
 * try (var next = timers.byTime.removeFirst(timer -> timer.due <= now)) {
 *     if (next != null) …
 * }
 * }</pre>
 *
 * @param <T> what it consists of: a {@link Struct} with a {@link BpfRbNode}, which {@link Contains} names where there are several
 */
public final class BpfRbRoot<T> {
    private BpfRbRoot() {}

    /**
     * Puts an object where it belongs, behind those that are equal; the tree owns it from here on. Returns whether it is there: one that is in a
     * tree already, since it has several owners, is not put into another one, and the reference is released: {@code bpf_rbtree_add}.
     *
     * @param less the order, the same for all objects of the tree: a lambda or a static method of the class, which calls no functions of the
     *     kernel
     */
    public boolean add(BpfReference<T> held, Less<T> less) {
        throw KernelOnly.here();
    }

    /**
     * Takes the first object out of the tree, which the reference owns from here on; null where the tree is empty: {@code bpf_rbtree_first} and
     * {@code bpf_rbtree_remove}. It belongs in a try-with-resources.
     */
    public @Nullable BpfReference<T> removeFirst() {
        throw KernelOnly.here();
    }

    /**
     * The same where the first object is one that is wanted, and null where it is not.
     *
     * @param wanted asked while the lock is held, so that it calls no functions of the kernel
     */
    public @Nullable BpfReference<T> removeFirst(Test<T> wanted) {
        throw KernelOnly.here();
    }

    /**
     * Shows the first object where it is, while the lock is held, and returns whether there was one: {@code bpf_rbtree_first}. The lambda may
     * read and write it, but not what it is sorted by, and calls no functions of the kernel.
     */
    public boolean first(Visitor<T> visitor) {
        throw KernelOnly.here();
    }

    /**
     * Goes down the tree until a guide says that it is there, and returns whether that was so: {@code bpf_rbtree_root}, {@code bpf_rbtree_left}
     * and {@code bpf_rbtree_right}. Kernel 6.16.
     *
     * @param guide asked while the lock is held about each object on the way, so that it calls no functions of the kernel; it may read and write
     *     the object
     */
    public boolean find(Guide<T> guide) {
        throw KernelOnly.here();
    }

    /**
     * Goes down the tree in the same way and takes the object out that was found, which the reference owns from here on; null where none was. It
     * belongs in a try-with-resources. Kernel 6.16.
     */
    public @Nullable BpfReference<T> remove(Guide<T> guide) {
        throw KernelOnly.here();
    }

    /** The way to an object. */
    @FunctionalInterface
    public interface Guide<T> {
        /** Returns a negative number where what is looked for comes before the object, a positive one where it comes behind, and 0 where it is it. */
        int compare(T object);
    }

    /** The order of a tree. */
    @FunctionalInterface
    public interface Less<T> {
        /** Returns whether one object comes before another one. */
        boolean less(T one, T other);
    }

    /** A question about an object. */
    @FunctionalInterface
    public interface Test<T> {
        /** Returns the answer. */
        boolean test(T object);
    }

    /** What is done to an object where it is. */
    @FunctionalInterface
    public interface Visitor<T> {
        /** Reads or writes the object, which is there for as long only. */
        void visit(T object);
    }
}
