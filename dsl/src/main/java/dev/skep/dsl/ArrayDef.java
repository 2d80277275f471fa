package dev.skep.dsl;

import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;

/** A map from 0 to {@link #maxEntries} - 1, all of them always there and zero at first. */
public final class ArrayDef<V extends Storable<?>> extends MapDef<U32, V> {
    private ArrayDef(MapDraft draft, Type<V> value) {
        super(draft, Types.U32, value);
    }

    /** An array. */
    public static <V extends Storable<?>> ArrayDef<V> array(String name, Type<V> value) {
        return new ArrayDef<>(MapDraft.of(name, MapType.ARRAY), value);
    }

    /** An array with a value per CPU at each index; a program sees the one of its CPU. */
    public static <V extends Storable<?>> ArrayDef<V> perCpuArray(String name, Type<V> value) {
        return new ArrayDef<>(MapDraft.of(name, MapType.PERCPU_ARRAY), value);
    }

    /** Returns the same array with that many entries. */
    public ArrayDef<V> maxEntries(int entries) {
        return new ArrayDef<>(draft().withMaxEntries(entries), value());
    }

    /** Returns the same array created with these flags. */
    public ArrayDef<V> flags(MapFlag... flags) {
        return new ArrayDef<>(draft().withFlags(flags), value());
    }

    /** Returns the same array pinned by its name, so that objects share it. */
    public ArrayDef<V> pinned() {
        return new ArrayDef<>(draft().pinned(), value());
    }
}
