package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/** {@code BPF_MAP_TYPE_SOCKMAP}: sockets by index, which user space puts in. Kernel 4.14. */
public final class BpfSockMap {
    private BpfSockMap() {}

    /** Returns a map with room for {@code entries} sockets. */
    public static BpfSockMap of(int entries) {
        return new BpfSockMap();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfSockMap pinned() {
        return this;
    }

    /**
     * Returns a reference to the socket at an index, or null when there is none: {@code bpf_map_lookup_elem}. Belongs in a
     * try-with-resources. Kernel 5.8.
     */
    public @Nullable Socket lookup(int index) {
        throw KernelOnly.here();
    }
}
