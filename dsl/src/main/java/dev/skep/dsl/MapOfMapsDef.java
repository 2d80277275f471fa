package dev.skep.dsl;

import dev.skep.ir.MapDefinition;
import dev.skep.kernel.MapType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps in a map, all alike. Kernel 4.12.
 *
 * @param <K> the keys of this map
 * @param <I> the keys of those in it
 * @param <V> their values
 */
public final class MapOfMapsDef<K extends Storable<?>, I extends Storable<?>, V extends Storable<?>>
        extends MapDef<MapOfMapsDef<K, I, V>> {
    private final Type<K> key;
    private final MapDef<?> inner;
    private final List<MapDef<?>> contents;

    private MapOfMapsDef(MapDraft draft, Type<K> key, MapDef<?> inner, List<MapDef<?>> contents) {
        super(draft);
        this.key = key;
        this.inner = inner;
        this.contents = List.copyOf(contents);
    }

    /** Maps by index; {@code inner} is like them. */
    public static <I extends Storable<?>, V extends Storable<?>, M extends MapDef<M> & KeyedMap<I, V>>
            MapOfMapsDef<U32, I, V> arrayOfMaps(String name, M inner) {
        return new MapOfMapsDef<>(
                MapDraft.of(name, MapType.ARRAY_OF_MAPS), Types.U32, unpinned(name, inner), List.of());
    }

    /** Maps by key; {@code inner} is like them. */
    public static <
                    K extends Storable<?>,
                    I extends Storable<?>,
                    V extends Storable<?>,
                    M extends MapDef<M> & KeyedMap<I, V>>
            MapOfMapsDef<K, I, V> hashOfMaps(String name, Type<K> key, M inner) {
        return new MapOfMapsDef<>(MapDraft.of(name, MapType.HASH_OF_MAPS), key, unpinned(name, inner), List.of());
    }

    /** Returns the same map with these maps in its first entries. */
    @SafeVarargs
    public final <M extends MapDef<M> & KeyedMap<I, V>> MapOfMapsDef<K, I, V> values(M... maps) {
        var names = new ArrayList<String>();
        var all = new ArrayList<MapDef<?>>();
        for (var map : maps) {
            if (map.type() != inner.type())
                throw new IllegalArgumentException("map `" + map + "` is not like those in `" + this + "`");
            names.add(map.toString());
            all.add(map);
        }
        return new MapOfMapsDef<>(draft().withInitial(names), key, inner, all);
    }

    private static MapDef<?> unpinned(String name, MapDef<?> inner) {
        if (inner.draft().pinning() == MapDefinition.Pinning.NONE) return inner;
        throw new IllegalArgumentException("an inner map of `" + name + "` is pinned");
    }

    @Override
    MapOfMapsDef<K, I, V> with(MapDraft changed) {
        return new MapOfMapsDef<>(changed, key, inner, contents);
    }

    @Override
    MapDefinition definition() {
        return definition(inner.definition());
    }

    @Override
    List<MapDef<?>> contents() {
        return contents;
    }

    MapDef<?> inner() {
        return inner;
    }

    Type<K> key() {
        return key;
    }

    @Override
    Type<K> keyType() {
        return key;
    }

    @Override
    @Nullable
    Type<?> valueType() {
        return null;
    }
}
