import dev.skep.lang.*;

/** Counts system calls and how long they take, by number or by process. */
@Bpf(license = "GPL", minKernel = "5.10")
@KernelTypes
final class SysCount {
    @Struct
    static final class Data {
        @Unsigned long count;
        @Unsigned long totalNs;
        @Length(16) byte[] comm;
    }

    enum Mode { BY_SYSCALL, BY_PROCESS }

    @Config static boolean filterCg, measureLatency = true, filterFailed;
    @Config static int filterErrno;
    @Config static @Unsigned int filterPid;
    @Config static Mode mode = Mode.BY_SYSCALL;

    static final BpfHashMap<@Unsigned Integer, U64> start = BpfHashMap.of(10240);
    static final BpfHashMap<@Unsigned Integer, Data> data = BpfHashMap.of(10240);
    static final BpfPerCpuArray<U64> totals = BpfPerCpuArray.of(512);
    static final BpfCgroupArray cgroups = BpfCgroupArray.of(1);

    private SysCount() {}

    private static void saveProcName(Data val) {
        var task = Kernel.currentTask(task_struct.class);
        System.arraycopy(task.group_leader.comm, 0, val.comm, 0, 16);
    }

    @Tracepoint("raw_syscalls/sys_enter")
    static int sysEnter(trace_event_raw_sys_enter args) {
        if (filterCg && cgroups.containsCurrentTask(0) == 0) return 0;
        var id = Kernel.currentPidTgid();
        @Unsigned int tid = (int) id, pid = (int) (id >>> 32);
        if (filterPid != 0 && pid != filterPid) return 0;
        start.update(tid, U64.of(Kernel.ktimeNs()));
        return 0;
    }

    @Tracepoint("raw_syscalls/sys_exit")
    static int sysExit(trace_event_raw_sys_exit args) {
        long id = Kernel.currentPidTgid();
        int tid = (int) id;
        int pid = (int) (id >> 32);
        // this happens when there is an interrupt
        if (args.id == -1) return 0;
        if (filterFailed && args.ret >= 0) return 0;
        if (filterErrno != 0 && args.ret != -filterErrno) return 0;
        U64 startTs = null;
        if (measureLatency) {
            startTs = start.lookup(tid);
            if (startTs == null) return 0;
        }
        int key = switch (mode) {
            case BY_SYSCALL -> (int) args.id;
            default -> pid;
        };
        Data val = data.lookupOrInsert(key);
        if (val != null) {
            Atomic.add(val.count, 1L);
            if (mode == Mode.BY_PROCESS) saveProcName(val);
            if (startTs != null) Atomic.add(val.totalNs, Kernel.ktimeNs() - startTs.value);
        }
        var total = totals.lookup((int) args.id);
        if (total != null) total.value += 1;
        start.delete(tid);
        return 0;
    }
}
