package dev.skep.ir.graph;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys have hash codes that differ, mostly, and follow each other: values and labels, by their numbers. Keys and what they stand
 * for lie side by side in one array, each pair where its number says or soon behind.
 */
public final class NumberedMap<K, V> {
    private static final int LEAST = 8;

    private @Nullable Object[] pairs;
    private int size;

    /** An empty map that has room for so many keys. */
    public NumberedMap(int keys) {
        pairs = new Object[4 * Math.max(LEAST, Integer.highestOneBit(Math.max(1, keys - 1)) * 2)];
    }

    /** An empty map. */
    public NumberedMap() {
        this(0);
    }

    private NumberedMap(NumberedMap<K, V> other) {
        pairs = other.pairs.clone();
        size = other.size;
    }

    /** Returns a map with the same keys, which changes for itself. */
    public NumberedMap<K, V> copy() {
        return new NumberedMap<>(this);
    }

    /** Returns how many keys there are. */
    public int size() {
        return size;
    }

    /** Returns whether there are no keys. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Returns whether the key stands for something. */
    public boolean containsKey(K key) {
        return pairs[place(key)] != null;
    }

    /** Returns what the key stands for; null where that is nothing. */
    @SuppressWarnings("unchecked") // only put writes there
    public @Nullable V get(K key) {
        return (@Nullable V) pairs[place(key) + 1];
    }

    /** Returns what the key stands for; {@code otherwise} where that is nothing. */
    public V getOrDefault(K key, V otherwise) {
        var value = get(key);
        return value == null ? otherwise : value;
    }

    /** Returns what the key stands for, which {@code make} makes where that is nothing. */
    public V computeIfAbsent(K key, Supplier<V> make) {
        var value = get(key);
        if (value != null) return value;
        var made = make.get();
        put(key, made);
        return made;
    }

    /** Lets the key stand for {@code value}, and returns whether it stood for nothing before. */
    public boolean put(K key, V value) {
        var place = place(key);
        pairs[place + 1] = value;
        if (pairs[place] != null) return false;
        pairs[place] = key;
        if (4 * ++size > pairs.length) grow();
        return true;
    }

    /** Returns where the key is, or would be. */
    private int place(Object key) {
        var mask = pairs.length - 2;
        var place = key.hashCode() << 1 & mask;
        for (var there = pairs[place]; there != null && !there.equals(key); there = pairs[place])
            place = place + 2 & mask;
        return place;
    }

    private void grow() {
        var before = pairs;
        pairs = new Object[2 * before.length];
        for (var i = 0; i < before.length; i += 2) {
            var key = before[i];
            if (key == null) continue;
            var place = place(key);
            pairs[place] = key;
            pairs[place + 1] = before[i + 1];
        }
    }
}
