package dev.skep.dsl;

/**
 * A map whose values programs find under keys.
 *
 * @param <K> its keys
 * @param <V> its values
 */
public sealed interface KeyedMap<K extends Storable<?>, V extends Storable<?>> permits HashMapDef, ArrayDef, FoundMap {}
