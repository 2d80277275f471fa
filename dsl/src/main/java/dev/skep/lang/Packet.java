package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * A cursor over the bytes of a packet. Each header it hands out is a pointer into the packet itself, or null when the packet ends before the
 * header does: the comparison with null is the bounds check that the verifier asks for.
 */
public final class Packet {
    private Packet() {}

    /** Returns the header at the cursor and moves behind it; null, without moving, when the packet is too short. */
    public <T> @Nullable T next(Class<T> header) {
        throw KernelOnly.here();
    }

    /** Returns the header at the cursor without moving; null when the packet is too short. */
    public <T> @Nullable T peek(Class<T> header) {
        throw KernelOnly.here();
    }

    /** Returns how many bytes lie between the cursor and the end of the packet; negative when the cursor was moved behind it. */
    public long remaining() {
        throw KernelOnly.here();
    }

    /** Moves on by a number of bytes that is at most 65535, such as the true length of a header that was peeked at. */
    public void skip(int bytes) {
        throw KernelOnly.here();
    }
}
