package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code struct bpf_list_head}: a field of a {@link Struct} that is the value of a map, which is a list of objects, empty at first. It lies in
 * values of {@link BpfHashMap} and {@link BpfArray} that have a {@link BpfSpinLock}, too: each operation holds that lock by itself, unless the
 * program does. What is in the list when the entry or the map goes away goes away with it. Not in programs of kprobes, tracepoints and perf
 * events. For the GPL only. Kernel 6.6.
 *
 * <pre>{@code
 * @Struct
 * static final class Packet {
 *     BpfListNode node;
 *     int length;
 * }
 *
 * @Struct
 * static final class Queue {
 *     BpfSpinLock lock;
 *     BpfListHead<Packet> packets;
 * }
 * }</pre>
 *
 * @param <T> what it consists of: a {@link Struct} with a {@link BpfListNode}, which {@link Contains} names where there are several
 */
public final class BpfListHead<T> {
    private BpfListHead() {}

    /**
     * Puts an object in front of all others; the list owns it from here on. Returns whether it is there: one that is in a list already, since it
     * has several owners, is not put into another one, and the reference is released: {@code bpf_list_push_front}.
     */
    public boolean pushFront(BpfReference<T> held) {
        throw KernelOnly.here();
    }

    /** Puts an object behind all others in the same way: {@code bpf_list_push_back}. */
    public boolean pushBack(BpfReference<T> held) {
        throw KernelOnly.here();
    }

    /**
     * Takes the first object out of the list, which the reference owns from here on; null where the list is empty: {@code bpf_list_pop_front}.
     * It belongs in a try-with-resources.
     */
    public @Nullable BpfReference<T> popFront() {
        throw KernelOnly.here();
    }

    /** Takes the last object out of the list in the same way: {@code bpf_list_pop_back}. */
    public @Nullable BpfReference<T> popBack() {
        throw KernelOnly.here();
    }

    /**
     * Shows the first object where it is, while the lock is held, and returns whether there was one: {@code bpf_list_front}. The lambda may read
     * and write it, and calls no functions of the kernel. Kernel 6.16.
     */
    public boolean front(Visitor<T> visitor) {
        throw KernelOnly.here();
    }

    /** Shows the last object in the same way: {@code bpf_list_back}. Kernel 6.16. */
    public boolean back(Visitor<T> visitor) {
        throw KernelOnly.here();
    }

    /** What is done to an object where it is. */
    @FunctionalInterface
    public interface Visitor<T> {
        /** Reads or writes the object, which is there for as long only. */
        void visit(T object);
    }
}
