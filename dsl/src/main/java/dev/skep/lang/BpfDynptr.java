package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * A dynptr, {@code struct bpf_dynptr}: memory whose size is known when the program runs, so that the kernel checks offsets and not the verifier.
 * {@link Kernel#dynptrFromMem} makes one of a map value, {@link SkBuff#dynptr} and {@link XdpContext#dynptr} of a packet, {@link
 * BpfRingBuffer#reserveDynptr} of a record on its way to user space, and {@link BpfUserRingBuffer#drain} hands out those of records that come from
 * there. Offsets are bytes from its start.
 *
 * <p>It takes 16 bytes of the frame, which nothing else gets. It is never null itself, but may lead to nothing, where it could not be made: then
 * {@link #read} and {@link #write} fail, {@link #data} and {@link #slice} return null, and {@link #isNull} is true.
 *
 * <p>Methods take them, also {@link Subprogram} ones, and from kernel 6.8 on {@link Global} ones. What a {@link Subprogram} writes to one, it may
 * write to a packet: pointers into the packet from before the call are not good any more.
 *
 * <p>Methods that say kernel 6.4 or later are kfuncs, for licenses of the GPL.
 */
public sealed class BpfDynptr permits BpfRingBuffer.DynptrSlot {
    BpfDynptr() {}

    /**
     * {@code memcpy(destination, dynptr + offset, sizeof(destination))}: copies as many bytes as {@code destination} has, and returns 0, or a
     * negative error, such as -7 where fewer are there: {@code bpf_dynptr_read}. Kernel 5.19.
     *
     * @param destination memory of any type
     */
    @CallsHelper(value = "bpf_dynptr_read", receiver = 1)
    public long read(@WithSize Object destination, @Unsigned long offset) {
        throw KernelOnly.here();
    }

    /**
     * {@code memcpy(destination, dynptr + offset, length)}: copies as many bytes as {@code length} says, and returns 0, or a negative error, such as
     * -7 where fewer are there: {@code bpf_dynptr_read}. Bytes behind keep their values. Kernel 5.19.
     *
     * <pre>{@code
     * int length = Math.min(packet.size() & 0xffff, 64);
     * if (packet.read(bytes, 0, length) != 0) return TcAction.OK;
     * }</pre>
     *
     * @param length known to be within 0 and the length of {@code destination}, as an index is known to be within an array
     */
    public long read(byte[] destination, @Unsigned long offset, int length) {
        throw KernelOnly.here();
    }

    /**
     * {@code memcpy(dynptr + offset, source, sizeof(source))}: puts as many bytes there as {@code source} has, and returns 0, or a negative error,
     * such as -7 where fewer fit: {@code bpf_dynptr_write}. What was sliced from an {@link SkBuff} before may have moved. Kernel 5.19.
     *
     * @param source memory of any type
     * @param flags 0; for an {@link SkBuff} those of {@link SkBuff#storeBytes}
     */
    @CallsHelper("bpf_dynptr_write")
    public long write(@Unsigned long offset, @WithSize Object source, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * {@code memcpy(dynptr + offset, source, length)}: puts as many bytes there as {@code length} says, and returns 0, or a negative error, such as -7
     * where fewer fit: {@code bpf_dynptr_write}. Kernel 5.19.
     *
     * @param length known to be within 0 and the length of {@code source}
     * @param flags 0; for an {@link SkBuff} those of {@link SkBuff#storeBytes}
     */
    public long write(@Unsigned long offset, byte[] source, int length, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * {@code (T *)(dynptr + offset)}: the memory itself, to be read and written in place, or null where it has fewer bytes than {@code type}, or
     * may only be read: {@code bpf_dynptr_data}. Packets are not in one piece: they have {@link #slice}. Kernel 5.19.
     *
     * @param type a {@link Struct} class, a record or a cell
     */
    public <T> @Nullable T data(@Unsigned long offset, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * {@code (T *)(dynptr + offset)} where the bytes are in one piece, and {@code buffer} with a copy of them otherwise, to be read only; null where
     * there are fewer: {@code bpf_dynptr_slice}. Kernel 6.4.
     *
     * <pre>{@code
     * var ip = packet.slice(14, new Ipv4());
     * if (ip == null) return TcAction.OK;
     * }</pre>
     *
     * @param buffer memory of the frame, of the type that the result has; it is not used again while the result is
     */
    public <T> @Nullable T slice(@Unsigned long offset, T buffer) {
        throw KernelOnly.here();
    }

    /**
     * The same, to be written as well: {@code bpf_dynptr_slice_rdwr}. What was written to a copy has to be written back. Kernel 6.4.
     *
     * <pre>{@code
     * var buffer = new Ipv4();
     * var ip = packet.sliceRdwr(14, buffer);
     * if (ip == null) return TcAction.OK;
     * ip.tos = 0;
     * if (ip == buffer) packet.write(14, buffer, 0);
     * }</pre>
     */
    public <T> @Nullable T sliceRdwr(@Unsigned long offset, T buffer) {
        throw KernelOnly.here();
    }

    /** Returns how many bytes it leads to; a negative error where it leads to nothing: {@code bpf_dynptr_size}. Kernel 6.5. */
    public @Unsigned int size() {
        throw KernelOnly.here();
    }

    /** Returns whether it leads to nothing, as one that could not be made does: {@code bpf_dynptr_is_null}. Kernel 6.5. */
    public boolean isNull() {
        throw KernelOnly.here();
    }

    /** Returns whether its memory may only be read: {@code bpf_dynptr_is_rdonly}. Kernel 6.5. */
    public boolean isRdonly() {
        throw KernelOnly.here();
    }

    /**
     * {@code dynptr = dynptr[start..end)}: leaves less of it, and returns 0 or a negative error: {@code bpf_dynptr_adjust}. Kernel 6.5.
     *
     * @param start the first byte that stays
     * @param end the first byte behind
     */
    public int adjust(@Unsigned long start, @Unsigned long end) {
        throw KernelOnly.here();
    }

    /**
     * {@code memmove(dynptr + offset, source + sourceOffset, size)}: copies between dynptrs, and returns 0 or a negative error, such as -7 where
     * fewer bytes are there or fit: {@code bpf_dynptr_copy}. Kernel 6.15.
     */
    public int copy(@Unsigned long offset, BpfDynptr source, @Unsigned long sourceOffset, @Unsigned long size) {
        throw KernelOnly.here();
    }

    /**
     * {@code memset(dynptr + offset, value, size)}: fills bytes, and returns 0 or a negative error, such as -7 where fewer are there: {@code
     * bpf_dynptr_memset}. Kernel 6.17.
     */
    public int memset(@Unsigned long offset, @Unsigned long size, byte value) {
        throw KernelOnly.here();
    }

    /** Returns another dynptr of the same memory, which {@link #adjust} changes alone: {@code bpf_dynptr_clone}. Kernel 6.5. */
    @Override
    public BpfDynptr clone() {
        throw KernelOnly.here();
    }
}
