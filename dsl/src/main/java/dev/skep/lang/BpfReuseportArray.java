package dev.skep.lang;

/** {@code BPF_MAP_TYPE_REUSEPORT_SOCKARRAY}: sockets that share a port, by index, which user space puts in. Kernel 4.19. */
public final class BpfReuseportArray {
    private BpfReuseportArray() {}

    /** Returns a map with room for {@code entries} sockets. */
    public static BpfReuseportArray of(int entries) {
        return new BpfReuseportArray();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfReuseportArray pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY_PROG} (128), … */
    public BpfReuseportArray flags(int flags) {
        return this;
    }

    /** Chooses a socket for a packet and returns 0 or a negative error: {@code bpf_sk_select_reuseport}. Kernel 4.19. */
    @CallsHelper(value = "bpf_sk_select_reuseport", receiver = 1)
    public long select(SkReuseportContext context, @ByAddress int index, @Unsigned long flags) {
        throw KernelOnly.here();
    }
}
