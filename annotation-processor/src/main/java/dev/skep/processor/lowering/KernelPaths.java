package dev.skep.processor.lowering;

import dev.skep.ir.MemoryKind;
import dev.skep.kernel.KernelVersion;
import java.util.Set;

/** The pointers within objects of the kernel that lead to what RCU keeps: {@code BTF_TYPE_SAFE_RCU} of the kernel's {@code verifier.c}. */
final class KernelPaths {
    private static final Set<String> KEPT = Set.of(
            "task_struct.cpus_ptr",
            "task_struct.cgroups",
            "task_struct.real_parent",
            "task_struct.group_leader",
            "css_set.dfl_cgrp",
            "cgroup_subsys_state.cgroup");

    /** First kernel with all of them. */
    private static final KernelVersion SINCE = new KernelVersion(6, 5);

    private KernelPaths() {}

    /** Returns whether RCU keeps what a field leads to, and it is never null. */
    static boolean isKept(FunctionLowering function, KernelPart part, MemoryKind from) {
        return (from == MemoryKind.KERNEL || from == MemoryKind.RCU)
                && part.path().size() == 1
                && function.guards.isKept()
                && function.unit.options().targetKernel().atLeast(SINCE)
                && KEPT.contains(
                        part.root().layout().name() + "." + part.member().name());
    }
}
