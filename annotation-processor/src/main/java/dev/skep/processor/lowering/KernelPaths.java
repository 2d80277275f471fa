package dev.skep.processor.lowering;

import dev.skep.ir.MemoryKind;
import dev.skep.kernel.KernelVersion;
import java.util.Set;

/**
 * The pointers within objects of the kernel that lead to what it keeps: {@code BTF_TYPE_SAFE_RCU}, {@code BTF_TYPE_SAFE_RCU_OR_NULL} and {@code
 * BTF_TYPE_SAFE_TRUSTED_OR_NULL} of its {@code verifier.c}.
 */
final class KernelPaths {
    private static final Set<String> KEPT = Set.of(
            "task_struct.cpus_ptr",
            "task_struct.cgroups",
            "task_struct.real_parent",
            "task_struct.group_leader",
            "css_set.dfl_cgrp",
            "cgroup_subsys_state.cgroup");

    /** Newer kernels let nobody follow these before they are compared with null, whatever kernel a program is written for. */
    private static final Set<String> COMPARED = Set.of(
            "socket.sk",
            "dentry.d_inode",
            "vm_area_struct.vm_mm",
            "vm_area_struct.vm_file",
            "mm_struct.exe_file",
            "sk_buff.sk",
            "request_sock.sk");

    /** First kernel with all of those that are never null. */
    private static final KernelVersion SINCE = new KernelVersion(6, 5);

    private KernelPaths() {}

    /** Returns whether RCU keeps what a field leads to, and it is never null. */
    static boolean isKept(FunctionLowering function, KernelPart part, MemoryKind from) {
        return isTrusted(part, from)
                && function.guards.isKept()
                && function.unit.options().targetKernel().atLeast(SINCE)
                && KEPT.contains(name(part));
    }

    /** Returns whether a field must be compared with null, elsewhere than where what cannot be read is 0. */
    static boolean isCompared(KernelPart part, MemoryKind from) {
        return isTrusted(part, from) && COMPARED.contains(name(part));
    }

    private static boolean isTrusted(KernelPart part, MemoryKind from) {
        return (from == MemoryKind.KERNEL || from == MemoryKind.RCU)
                && part.path().size() == 1;
    }

    private static String name(KernelPart part) {
        return part.root().layout().name() + "." + part.member().name();
    }
}
