package dev.skep.lang;

/** {@code BPF_MAP_TYPE_CGROUP_ARRAY}: cgroups by index, which user space puts in. Kernel 4.8. */
public final class BpfCgroupArray {
    private BpfCgroupArray() {}

    /** Returns a map with room for {@code entries} cgroups. */
    public static BpfCgroupArray of(int entries) {
        return new BpfCgroupArray();
    }

    /** Returns the map with the name of its field in the BPF file system, shared by all who load it. */
    public BpfCgroupArray pinned() {
        return this;
    }

    /** Returns the map with other flags: {@code BPF_F_RDONLY} (8), … */
    public BpfCgroupArray flags(int flags) {
        return this;
    }

    /**
     * Returns 1 when the socket of a packet is in the cgroup or one below it, 0 when it is not, or a negative error: {@code
     * bpf_skb_under_cgroup}. Kernel 4.8.
     */
    @CallsHelper(value = "bpf_skb_under_cgroup", receiver = 1)
    public long contains(SkBuff skb, @Unsigned int index) {
        throw KernelOnly.here();
    }

    /**
     * Returns 1 when the current task is in the cgroup or one below it, 0 when it is not, or a negative error: {@code
     * bpf_current_task_under_cgroup}. Kernel 4.9.
     */
    @CallsHelper("bpf_current_task_under_cgroup")
    public long containsCurrentTask(@Unsigned int index) {
        throw KernelOnly.here();
    }
}
