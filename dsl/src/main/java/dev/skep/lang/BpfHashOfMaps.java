package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_HASH_OF_MAPS}: maps by key, which user space puts in. Kernel 4.12.
 *
 * @param <K> a record, or a boxed integer; keys go by value
 * @param <M> the class of the maps in it
 */
public final class BpfHashOfMaps<K, M> {
    private BpfHashOfMaps() {}

    /** Returns a map of at most {@code maxEntries} entries. */
    public static <K, M> BpfHashOfMaps<K, M> of(int maxEntries) {
        return new BpfHashOfMaps<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfHashOfMaps<K, M> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfHashOfMaps<K, M> flags(int flags) {
        return this;
    }

    /** Returns a map whose maps are like {@code template}: their type, keys, values, and mostly their size. */
    public BpfHashOfMaps<K, M> inner(M template) {
        return this;
    }

    /** Returns the map with maps of this class, by the names of their fields, in its first entries. */
    public BpfHashOfMaps<K, M> values(String... maps) {
        return this;
    }

    /** Returns the map, or null when there is none: {@code bpf_map_lookup_elem}. */
    public @Nullable M lookup(K key) {
        throw KernelOnly.here();
    }
}
