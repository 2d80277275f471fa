package dev.skep.lang;

/** {@code BPF_MAP_TYPE_DEVMAP}: network devices by index, to redirect packets to; the values are interface indexes. Kernel 4.14. */
public final class BpfDevMap {
    private BpfDevMap() {}

    /** Returns a map for the indexes below {@code entries}, without devices. */
    public static BpfDevMap of(int entries) {
        return new BpfDevMap();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfDevMap pinned() {
        return this;
    }

    /** Says that the packet goes to a device, and returns {@code REDIRECT}; {@code ABORTED} when there is none: {@code bpf_redirect_map}. */
    public XdpAction redirect(int index) {
        throw KernelOnly.here();
    }

    /** Does so, and returns {@code otherwise} when there is no such device: one of the verdicts but {@code REDIRECT}. Kernel 5.3. */
    public XdpAction redirect(int index, XdpAction otherwise) {
        throw KernelOnly.here();
    }
}
