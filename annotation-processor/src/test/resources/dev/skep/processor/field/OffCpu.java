import dev.skep.lang.*;

/** Off-CPU time by stacks. */
@Bpf(license = "GPL", minKernel = "5.11")
@KernelTypes
final class OffCpu {
    static final int PF_KTHREAD = 0x00200000;
    static final int MAX_ENTRIES = 10240;
    static final int TASK_COMM_LEN = 16;

    @Struct
    static final class InternalKey {
        @Unsigned long startTs;
        Key key;
    }

    @Struct
    static final class Key {
        @Unsigned int pid;
        @Unsigned int tgid;
        int userStackId;
        int kernStackId;
    }

    @Struct
    static final class Val {
        @Unsigned long delta;
        @Length(TASK_COMM_LEN) byte[] comm;
    }

    @KernelType("task_struct___o")
    static final class task_struct_o { long state; }

    @Config static boolean kernelThreadsOnly, userThreadsOnly;
    @Config static @Unsigned long maxBlockNs = -1L, minBlockNs = 1;
    @Config static boolean filterByTgid, filterByPid;
    @Config static long state = -1;

    static final BpfHashMap<@Unsigned Integer, InternalKey> start = BpfHashMap.of(MAX_ENTRIES);
    static final BpfStackTrace stackmap = BpfStackTrace.of(1024);
    static final BpfHashMap<Key, Val> info = BpfHashMap.of(MAX_ENTRIES);
    static final BpfHashMap<@Unsigned Integer, U8> tgids = BpfHashMap.of(1024);
    static final BpfHashMap<@Unsigned Integer, U8> pids = BpfHashMap.of(1024);

    private OffCpu() {}

    private static boolean allowRecord(task_struct t) {
        @Unsigned int tgid = t.tgid;
        @Unsigned int pid = t.pid;
        if (filterByTgid && tgids.lookup(tgid) == null) return false;
        if (filterByPid && pids.lookup(pid) == null) return false;
        if (userThreadsOnly && (t.flags & PF_KTHREAD) != 0) return false;
        if (kernelThreadsOnly && (t.flags & PF_KTHREAD) == 0) return false;
        return state == -1 || taskState(t) == state;
    }

    private static long taskState(task_struct t) {
        if (Core.exists(t.__state)) return t.__state;
        return Core.as(t, task_struct_o.class).state;
    }

    private static int handle(Object ctx, task_struct prev, task_struct next) {
        @Unsigned int pid;
        if (allowRecord(prev)) {
            pid = prev.pid;
            // To distinguish idle threads of different cores
            if (pid == 0) pid = Kernel.smpProcessorId();
            var iKey = new InternalKey();
            iKey.key.pid = pid;
            iKey.key.tgid = prev.tgid;
            iKey.startTs = Kernel.ktimeNs();
            if ((prev.flags & PF_KTHREAD) != 0) iKey.key.userStackId = -1;
            else iKey.key.userStackId = (int) stackmap.stackid(ctx, BpfStackTrace.USER_STACK);
            iKey.key.kernStackId = (int) stackmap.stackid(ctx, 0);
            start.update(pid, iKey);
        }
        pid = next.pid;
        InternalKey iKeyp = start.lookup(pid);
        if (iKeyp == null) return 0;
        long delta = Kernel.ktimeNs() - iKeyp.startTs;
        if (delta >= 0) {
            delta /= 1000;
            if (Long.compareUnsigned(delta, minBlockNs) >= 0 && Long.compareUnsigned(delta, maxBlockNs) <= 0) {
                Val valp = info.lookup(iKeyp.key);
                if (valp == null) {
                    Val fresh = new Val();
                    System.arraycopy(next.comm, 0, fresh.comm, 0, 16);
                    info.insert(iKeyp.key, fresh);
                    valp = info.lookup(iKeyp.key);
                }
                if (valp != null) Atomic.add(valp.delta, delta);
            }
        }
        start.delete(pid);
        return 0;
    }

    @BtfTracepoint("sched_switch")
    static int schedSwitch(TracingContext ctx, boolean preempt, task_struct prev, task_struct next) {
        return handle(ctx, prev, next);
    }

    @RawTracepoint("sched_switch")
    static int schedSwitchRaw(RawTracepointContext ctx) {
        return handle(ctx, ctx.arg(1, task_struct.class), ctx.arg(2, task_struct.class));
    }
}
