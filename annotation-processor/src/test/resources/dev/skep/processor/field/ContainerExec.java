import dev.skep.lang.*;

/** Execs with what tells containers apart: cgroup, namespaces, the pid inside. */
@Bpf(license = "GPL", minKernel = "5.11")
@KernelTypes
final class ContainerExec {
    static final int MAX_LEVEL = 4;

    @Struct
    static final class Event {
        @Unsigned long cgroup;
        @Unsigned long ancestor;
        @Unsigned int mntns;
        @Unsigned int pidns;
        @Unsigned int netns;
        @Unsigned int pid;
        @Unsigned int nsPid;
        @Unsigned int level;
        @Length(65) byte[] nodename;
        @Length(64) byte[] cgroupName;
        @Length(MAX_LEVEL) int[] pids;
    }

    @Config static boolean containersOnly;
    @Config static @Unsigned int hostPidns;

    static final BpfRingBuffer<Event> events = BpfRingBuffer.ofBytes(1 << 16);
    static final BpfPerCpuHashMap<@Unsigned Integer, U64> perNs = BpfPerCpuHashMap.of(1024);

    private ContainerExec() {}

    static int pidInNamespace(task_struct task) {
        var pid = task.thread_pid;
        @Unsigned int level = pid.level;
        return pid.numbers[level].nr;
    }

    @RawTracepoint("sched_process_exec")
    static int exec(RawTracepointContext ctx) {
        var task = Kernel.currentTask(task_struct.class);
        @Unsigned int pidns = task.nsproxy.pid_ns_for_children.ns.inum;
        if (containersOnly && pidns == hostPidns) return 0;
        var e = new Event();
        e.cgroup = Kernel.currentCgroupId();
        e.ancestor = Kernel.currentAncestorCgroupId(1);
        e.mntns = task.nsproxy.mnt_ns.ns.inum;
        e.netns = task.nsproxy.net_ns.ns.inum;
        e.pidns = pidns;
        e.pid = task.tgid;
        e.nsPid = pidInNamespace(task);
        e.level = task.thread_pid.level;
        System.arraycopy(task.nsproxy.uts_ns.name.nodename, 0, e.nodename, 0, 65);
        var name = task.cgroups.dfl_cgrp.kn.name;
        Kernel.probeReadKernelStr(e.cgroupName, name);
        for (int i = 0; i < MAX_LEVEL; i++) {
            if (i > (int) e.level) break;
            e.pids[i] = task.thread_pid.numbers[i].nr;
        }
        var count = perNs.lookupOrInsert(e.mntns);
        if (count != null) count.value++;
        events.output(e);
        return 0;
    }
}
