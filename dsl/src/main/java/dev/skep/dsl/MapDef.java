package dev.skep.dsl;

import dev.skep.ir.MapDefinition;

/** A map with keys; it becomes part of every object whose programs use it. */
public abstract sealed class MapDef<K extends Storable<?>, V extends Storable<?>> permits HashMapDef, ArrayDef {
    private final MapDraft draft;
    private final Type<K> key;
    private final Type<V> value;

    MapDef(MapDraft draft, Type<K> key, Type<V> value) {
        this.draft = draft;
        this.key = key;
        this.value = value;
    }

    final MapDraft draft() {
        return draft;
    }

    final Type<K> key() {
        return key;
    }

    final Type<V> value() {
        return value;
    }

    final MapDefinition definition() {
        return draft.definition(key.btf(), value.btf());
    }

    /** Returns the name. */
    @Override
    public final String toString() {
        return draft.name();
    }
}
