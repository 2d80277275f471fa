package dev.skep.lang;

/** {@code BPF_MAP_TYPE_CPUMAP}: CPUs by their numbers, to redirect packets to; the values are the sizes of their queues. Kernel 4.15. */
public final class BpfCpuMap {
    private BpfCpuMap() {}

    /** Returns a map for the CPUs below {@code entries}. */
    public static BpfCpuMap of(int entries) {
        return new BpfCpuMap();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfCpuMap pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_NUMA_NODE} (4) */
    public BpfCpuMap flags(int flags) {
        return this;
    }

    /** Says that the packet goes to a CPU, and returns {@code REDIRECT}; {@code ABORTED} when there is none: {@code bpf_redirect_map}. Kernel 4.14. */
    public XdpAction redirect(int cpu) {
        throw KernelOnly.here();
    }

    /** Does so, and returns {@code otherwise} when there is none: one of the verdicts but {@code REDIRECT}. Kernel 5.3. */
    public XdpAction redirect(int cpu, XdpAction otherwise) {
        throw KernelOnly.here();
    }
}
