package dev.skep.lang;

/** {@code BPF_MAP_TYPE_XSKMAP}: AF_XDP sockets by index, mostly that of the receive queue, to redirect packets to. Kernel 4.18. */
public final class BpfXskMap {
    private BpfXskMap() {}

    /** Returns a map for the indexes below {@code entries}. */
    public static BpfXskMap of(int entries) {
        return new BpfXskMap();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfXskMap pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY} (8), … */
    public BpfXskMap flags(int flags) {
        return this;
    }

    /** Says that the packet goes to a socket, and returns {@code REDIRECT}; {@code ABORTED} when there is none: {@code bpf_redirect_map}. Kernel 4.14. */
    public XdpAction redirect(int index) {
        throw KernelOnly.here();
    }

    /** Does so, and returns {@code otherwise} when there is none: one of the verdicts but {@code REDIRECT}. Kernel 5.3. */
    public XdpAction redirect(int index, XdpAction otherwise) {
        throw KernelOnly.here();
    }
}
