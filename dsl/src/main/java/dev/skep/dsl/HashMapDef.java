package dev.skep.dsl;

import dev.skep.kernel.MapType;

/** A map whose entries come and go. Set {@link #maxEntries} before use. */
public final class HashMapDef<K extends Storable<?>, V extends Storable<?>> extends MapDef<HashMapDef<K, V>>
        implements KeyedMap<K, V> {
    private final Type<K> key;
    private final Type<V> value;

    private HashMapDef(MapDraft draft, Type<K> key, Type<V> value) {
        super(draft);
        this.key = key;
        this.value = value;
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

    /** The same that drops entries that were not used for long when it is full. */
    public static <K extends Storable<?>, V extends Storable<?>> HashMapDef<K, V> lruPerCpuHashMap(
            String name, Type<K> key, Type<V> value) {
        return new HashMapDef<>(MapDraft.of(name, MapType.LRU_PERCPU_HASH), key, value);
    }

    /** Prefixes: a key is a struct of their length in bits, a {@code u32}, and bytes; a lookup finds the longest that fits. */
    public static <V extends Storable<?>> HashMapDef<Struct, V> lpmTrie(String name, StructDef prefix, Type<V> value) {
        return new HashMapDef<>(MapDraft.of(name, MapType.LPM_TRIE), prefix, value);
    }

    @Override
    HashMapDef<K, V> with(MapDraft changed) {
        return new HashMapDef<>(changed, key, value);
    }

    Type<K> key() {
        return key;
    }

    Type<V> value() {
        return value;
    }

    @Override
    Type<K> keyType() {
        return key;
    }

    @Override
    Type<V> valueType() {
        return value;
    }
}
