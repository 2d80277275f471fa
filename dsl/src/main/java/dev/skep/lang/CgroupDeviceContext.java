package dev.skep.lang;

/** A device that a process wants to use: {@code struct bpf_cgroup_dev_ctx}. Kernel 4.15. */
@KernelContext("bpf_cgroup_dev_ctx")
public final class CgroupDeviceContext {
    /** {@code BPF_DEVCG_ACC_*} (mknod 1, read 2, write 4) in the high half, {@code BPF_DEVCG_DEV_*} (block 1, char 2) in the low one. */
    public @Unsigned int accessType;

    /** Major number of the device. */
    public @Unsigned int major;

    /** Minor number of the device. */
    public @Unsigned int minor;

    private CgroupDeviceContext() {}
}
