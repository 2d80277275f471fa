package dev.skep.dsl;

import dev.skep.kernel.MapType;
import org.jspecify.annotations.Nullable;

/** A ring buffer: records of one struct on their way to user space. Set its size in {@link #bytes} before use. Kernel 5.8. */
public final class RingBufferDef extends MapDef<RingBufferDef> {
    private final StructDef record;

    private RingBufferDef(MapDraft draft, StructDef record) {
        super(draft);
        this.record = record;
    }

    /** A ring buffer. */
    public static RingBufferDef ringBuffer(String name, StructDef record) {
        SpinLock.requireNone(record, "a record of map `" + name + "`");
        return new RingBufferDef(MapDraft.of(name, MapType.RINGBUF), record);
    }

    /** Returns the same ring buffer of that size: a power of two, and a multiple of the page size. */
    public RingBufferDef bytes(int size) {
        return maxEntries(size);
    }

    StructDef record() {
        return record;
    }

    @Override
    RingBufferDef with(MapDraft changed) {
        return new RingBufferDef(changed, record);
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
