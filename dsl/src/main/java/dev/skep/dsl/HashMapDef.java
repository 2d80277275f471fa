package dev.skep.dsl;

import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;

/** A map whose entries come and go. Set {@link #maxEntries} before use. */
public final class HashMapDef<K extends Storable<?>, V extends Storable<?>> extends MapDef<K, V> {
    private HashMapDef(MapDraft draft, Type<K> key, Type<V> value) {
        super(draft, key, value);
    }

    /** A hash map. */
    public static <K extends Storable<?>, V extends Storable<?>> HashMapDef<K, V> hashMap(
            String name, Type<K> key, Type<V> value) {
        return new HashMapDef<>(MapDraft.of(name, MapType.HASH), key, value);
    }

    /** A hash map that drops entries that were not used for long when it is full. */
    public static <K extends Storable<?>, V extends Storable<?>> HashMapDef<K, V> lruHashMap(
            String name, Type<K> key, Type<V> value) {
        return new HashMapDef<>(MapDraft.of(name, MapType.LRU_HASH), key, value);
    }

    /** A hash map with a value per CPU under each key; a program sees the one of its CPU. */
    public static <K extends Storable<?>, V extends Storable<?>> HashMapDef<K, V> perCpuHashMap(
            String name, Type<K> key, Type<V> value) {
        return new HashMapDef<>(MapDraft.of(name, MapType.PERCPU_HASH), key, value);
    }

    /** Returns the same map for that many entries at most. */
    public HashMapDef<K, V> maxEntries(int entries) {
        return new HashMapDef<>(draft().withMaxEntries(entries), key(), value());
    }

    /** Returns the same map created with these flags. */
    public HashMapDef<K, V> flags(MapFlag... flags) {
        return new HashMapDef<>(draft().withFlags(flags), key(), value());
    }

    /** Returns the same map pinned by its name, so that objects share it. */
    public HashMapDef<K, V> pinned() {
        return new HashMapDef<>(draft().pinned(), key(), value());
    }
}
