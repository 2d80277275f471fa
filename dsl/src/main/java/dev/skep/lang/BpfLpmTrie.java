package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * {@code BPF_MAP_TYPE_LPM_TRIE}: values by prefixes; a key is looked up by the longest prefix that it begins with. Kernel 4.11.
 *
 * @param <K> a record whose first component is an {@code int}, how many bits of the rest count; the rest lies in network byte order
 * @param <V> a {@link Struct} class, a record or a cell; values go by reference
 */
public final class BpfLpmTrie<K, V> {
    private BpfLpmTrie() {}

    /** Returns a map of at most {@code maxEntries} prefixes; the kernel wants {@code BPF_F_NO_PREALLOC} for it, which is set. */
    public static <K, V> BpfLpmTrie<K, V> of(int maxEntries) {
        return new BpfLpmTrie<>();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfLpmTrie<K, V> pinned() {
        return this;
    }

    /** Returns the map with its memory on a NUMA node: {@code BPF_F_NUMA_NODE}. Kernel 4.14. */
    public BpfLpmTrie<K, V> numaNode(int node) {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfLpmTrie<K, V> flags(int flags) {
        return this;
    }

    /** Returns the value of the longest prefix of the key, or null when there is none: {@code bpf_map_lookup_elem}. */
    public @Nullable V lookup(K key) {
        throw KernelOnly.here();
    }

    /** Puts a copy of {@code value} into the map and returns whether there was room: {@code bpf_map_update_elem} with {@code BPF_ANY}. */
    public boolean update(K prefix, V value) {
        throw KernelOnly.here();
    }

    /** Removes exactly this prefix and returns whether it was there: {@code bpf_map_delete_elem}. */
    public boolean delete(K prefix) {
        throw KernelOnly.here();
    }
}
