package dev.skep.dsl;

import dev.skep.kernel.MapType;

/** A map from 0 to {@link #maxEntries} - 1, all of them always there and zero at first. */
public final class ArrayDef<V extends Storable<?>> extends MapDef<ArrayDef<V>> implements KeyedMap<U32, V> {
    private final Type<V> value;

    private ArrayDef(MapDraft draft, Type<V> value) {
        super(draft);
        this.value = value;
    }

    /** An array. */
    public static <V extends Storable<?>> ArrayDef<V> array(String name, Type<V> value) {
        return new ArrayDef<>(MapDraft.of(name, MapType.ARRAY), value);
    }

    /** An array with a value per CPU at each index; a program sees the one of its CPU. */
    public static <V extends Storable<?>> ArrayDef<V> perCpuArray(String name, Type<V> value) {
        return new ArrayDef<>(MapDraft.of(name, MapType.PERCPU_ARRAY), value);
    }

    @Override
    ArrayDef<V> with(MapDraft changed) {
        return new ArrayDef<>(changed, value);
    }

    @Override
    Type<U32> keyType() {
        return Types.U32;
    }

    @Override
    Type<V> valueType() {
        return value;
    }
}
