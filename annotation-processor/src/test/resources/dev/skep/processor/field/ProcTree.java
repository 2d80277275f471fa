import dev.skep.lang.*;

/** Who started whom: the chain of processes above each one that execs. */
@Bpf(license = "GPL", minKernel = "5.11")
@KernelTypes
final class ProcTree {
    static final int DEPTH = 8;

    record Node(@Unsigned int pid, @Unsigned int uid, @Unsigned long start) {}

    @Struct
    static final class Chain {
        @Unsigned int depth;
        @Length(DEPTH) Node[] nodes;
        @Length(DEPTH) Name_[] names;
        @Length(128) byte[] path;
    }

    @Struct
    static final class Name_ {
        @Length(16) byte[] comm;
    }

    static final BpfRingBuffer<Chain> chains = BpfRingBuffer.ofBytes(1 << 16);
    static final BpfHashMap<@Unsigned Integer, Chain> last = BpfHashMap.of(1024);

    private ProcTree() {}

    private static Node node(task_struct t) {
        return new Node(t.tgid, t.cred.uid.val, t.start_time);
    }

    private static int walk(task_struct start, Chain out) {
        var task = start;
        int i = 0;
        while (i < DEPTH) {
            out.nodes[i] = node(task);
            System.arraycopy(task.group_leader.comm, 0, out.names[i].comm, 0, 16);
            i++;
            if (task.tgid <= 1) break;
            task = task.real_parent;
        }
        return i;
    }

    @RawTracepoint("sched_process_exec")
    static int exec(RawTracepointContext ctx) {
        try (var slot = chains.reserve()) {
            if (slot == null) return 0;
            var chain = slot.value();
            chain.depth = walk(Kernel.currentTask(task_struct.class), chain);
            var bprm = ctx.arg(2, linux_binprm.class);
            Kernel.probeReadKernelStr(chain.path, bprm.filename);
            slot.submit();
        }
        return 0;
    }

    @BtfTracepoint("sched_process_exec")
    static int execBtf(task_struct task, int oldPid, linux_binprm bprm) {
        try (var slot = chains.reserve()) {
            if (slot == null) return 0;
            slot.value().depth = walk(task, slot.value());
            Kernel.probeReadKernelStr(slot.value().path, bprm.filename);
            slot.submit();
        }
        return 0;
    }
}
