package dev.skep.dsl;

import dev.skep.kernel.MapType;
import org.jspecify.annotations.Nullable;

/** A ring buffer that user space fills. Set its size in {@link #bytes} before use. Kernel 6.1. */
public final class UserRingBufferDef extends MapDef<UserRingBufferDef> {
    private UserRingBufferDef(MapDraft draft) {
        super(draft);
    }

    /** A ring buffer. */
    public static UserRingBufferDef userRingBuffer(String name) {
        return new UserRingBufferDef(MapDraft.of(name, MapType.USER_RINGBUF));
    }

    /** Returns the same ring buffer of that size: a power of two, and a multiple of the page size. */
    public UserRingBufferDef bytes(int size) {
        return maxEntries(size);
    }

    @Override
    UserRingBufferDef with(MapDraft changed) {
        return new UserRingBufferDef(changed);
    }

    @Override
    @Nullable
    Type<?> keyType() {
        return null;
    }

    @Override
    @Nullable
    Type<?> valueType() {
        return null;
    }
}
