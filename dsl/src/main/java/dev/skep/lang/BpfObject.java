package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * Objects that programs allocate, one at a time, and hand to each other in lists, in trees and in values of maps. Whoever holds the reference
 * owns the object: it goes away at the end of the {@code try}, unless it was given to a {@link BpfListHead}, a {@link BpfRbRoot} or a {@link
 * Kptr} before, which is then the owner.
 *
 * <pre>{@code
 * try (var held = BpfObject.allocate(Packet.class)) {
 *     if (held == null) return 0;
 *     held.value().length = length;
 *     queue.packets.pushBack(held);
 * }
 * }</pre>
 *
 * <p>The verifier lets programs reach an object member by member: at constant offsets, and no function of the kernel takes a part of it.
 * Programs of tc, XDP and system calls, of tracing, LSM and cgroup hooks and of {@code struct_ops} may allocate. For the GPL only.
 */
public final class BpfObject {
    private BpfObject() {}

    /**
     * Returns a new object, all zero, null without memory: {@code bpf_obj_new}. Kernel 6.2; in programs of system calls 6.10, in those of
     * cgroups 6.12.
     *
     * @param type a {@link Struct} of integers, arrays and structs; what hangs in lists and trees has a {@link BpfListNode} or {@link BpfRbNode}
     */
    public static <T> @Nullable BpfReference<T> allocate(Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns another reference to an object, which goes away when all of them are released; it needs a {@link BpfRefcount}: {@code
     * bpf_refcount_acquire}. Kernel 6.6.
     */
    public static <T> BpfReference<T> acquire(BpfReference<T> held) {
        throw KernelOnly.here();
    }
}
