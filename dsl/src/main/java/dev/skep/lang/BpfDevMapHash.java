package dev.skep.lang;

/** {@code BPF_MAP_TYPE_DEVMAP_HASH}: network devices by any number, to redirect packets to; the values are interface indexes. Kernel 5.4. */
public final class BpfDevMapHash {
    private BpfDevMapHash() {}

    /** Returns a map of at most {@code maxEntries} entries. */
    public static BpfDevMapHash of(int maxEntries) {
        return new BpfDevMapHash();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfDevMapHash pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY} (8), … */
    public BpfDevMapHash flags(int flags) {
        return this;
    }

    /** Says that the packet goes to a device, and returns {@code REDIRECT}; {@code ABORTED} when there is none: {@code bpf_redirect_map}. Kernel 4.14. */
    public XdpAction redirect(int key) {
        throw KernelOnly.here();
    }

    /** Does so, and returns {@code otherwise} when there is none: one of the verdicts but {@code REDIRECT}. Kernel 5.3. */
    public XdpAction redirect(int key, XdpAction otherwise) {
        throw KernelOnly.here();
    }
}
