package dev.skep.dsl;

import dev.skep.ir.MapDefinition;
import dev.skep.kernel.MapType;

/** A ring buffer: records of one struct on their way to user space. Set its size in {@link #bytes} before use. */
public final class RingBufferDef {
    private final MapDraft draft;
    private final StructDef record;

    private RingBufferDef(MapDraft draft, StructDef record) {
        this.draft = draft;
        this.record = record;
    }

    /** A ring buffer. */
    public static RingBufferDef ringBuffer(String name, StructDef record) {
        return new RingBufferDef(MapDraft.of(name, MapType.RINGBUF), record);
    }

    /** Returns the same ring buffer of that size: a power of two, and a multiple of the page size. */
    public RingBufferDef bytes(int size) {
        return new RingBufferDef(draft.withMaxEntries(size), record);
    }

    /** Returns the same ring buffer pinned by its name, so that objects share it. */
    public RingBufferDef pinned() {
        return new RingBufferDef(draft.pinned(), record);
    }

    StructDef record() {
        return record;
    }

    MapDefinition definition() {
        return draft.definition(null, null);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return draft.name();
    }
}
