package dev.skep.dsl.context;

import static dev.skep.dsl.Types.U32;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.U32;

/** A device that a process wants to use: {@code struct bpf_cgroup_dev_ctx}. Kernel 4.15. */
public final class CgroupDevice {
    /** The struct. */
    public static final ContextDef<CgroupDevice> CONTEXT = ContextDef.context("bpf_cgroup_dev_ctx");

    /** {@code BPF_DEVCG_ACC_*} (mknod 1, read 2, write 4) in the high half, {@code BPF_DEVCG_DEV_*} (block 1, char 2) in the low one. */
    public static final ContextField<CgroupDevice, U32> ACCESS_TYPE = CONTEXT.field("access_type", U32);

    /** Major number of the device. */
    public static final ContextField<CgroupDevice, U32> MAJOR = CONTEXT.field("major", U32);

    /** Minor number of the device. */
    public static final ContextField<CgroupDevice, U32> MINOR = CONTEXT.field("minor", U32);

    private CgroupDevice() {}
}
