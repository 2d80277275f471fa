package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_ARRAY_OF_MAPS}: maps by index, which user space puts in. Kernel 4.12.
 *
 * @param <M> the class of the maps in it
 */
public final class BpfArrayOfMaps<M> {
    private BpfArrayOfMaps() {}

    /** Returns a map of at most {@code maxEntries} entries. */
    public static <M> BpfArrayOfMaps<M> of(int maxEntries) {
        return new BpfArrayOfMaps<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfArrayOfMaps<M> pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfArrayOfMaps<M> flags(int flags) {
        return this;
    }

    /** Returns a map whose maps are like {@code template}: their type, keys, values, and mostly their size. */
    public BpfArrayOfMaps<M> inner(M template) {
        return this;
    }

    /** Returns the map with maps of this class, by the names of their fields, in its first entries. */
    public BpfArrayOfMaps<M> values(String... maps) {
        return this;
    }

    /** Returns the map, or null when there is none: {@code bpf_map_lookup_elem}. */
    public @Nullable M lookup(int index) {
        throw KernelOnly.here();
    }
}
