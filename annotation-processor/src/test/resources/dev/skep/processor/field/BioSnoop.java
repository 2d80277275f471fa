import dev.skep.lang.*;

/** A record for each request to a block device: who asked, how long it queued and how long it took. */
@Bpf(license = "GPL", minKernel = "5.15")
@KernelTypes
final class BioSnoop {
    private static final int DISK_NAME_LEN = 32;
    private static final int REQ_OP_MASK = (1 << 8) - 1;

    @Struct
    static final class Piddata {
        @Length(16) byte[] comm;
        @Unsigned int pid;
    }

    @Struct
    static final class Stage {
        @Unsigned long insert;
        @Unsigned long issue;
        @Unsigned int dev;
    }

    @Struct
    static final class Event {
        @Length(16) byte[] comm;
        @Unsigned long delta;
        @Unsigned long qdelta;
        @Unsigned long ts;
        @Unsigned long sector;
        @Unsigned int len;
        @Unsigned int pid;
        @Unsigned int cmdFlags;
        @Unsigned int dev;
        @Length(DISK_NAME_LEN) byte[] disk;
    }

    @Config static boolean filterDev = false;
    @Config static @Unsigned int targDev = 0;
    @Config static @Unsigned long minNs = 0;

    static final BpfHashMap<@Unsigned Long, Piddata> infobyreq = BpfHashMap.of(10240);
    static final BpfHashMap<@Unsigned Long, Stage> start = BpfHashMap.of(10240);
    static final BpfPerfEventArray<Event> events = BpfPerfEventArray.perCpu();

    private BioSnoop() {}

    private static void tracePid(@Unsigned long rq) {
        var piddata = new Piddata();
        piddata.pid = (int) (Kernel.currentPidTgid() >>> 32);
        Kernel.currentComm(piddata.comm);
        infobyreq.update(rq, piddata);
    }

    private static gendisk disk(request rq) {
        return Core.exists(rq.q.disk) ? rq.q.disk : rq.rq_disk;
    }

    @Kprobe("blk_account_io_start")
    static int accountIoStart(PtRegs regs) {
        tracePid(regs.arg(0));
        return 0;
    }

    private static int traceRqStart(request rq, @Unsigned long key, boolean insert) {
        var stage = start.lookup(key);
        if (stage == null) {
            var fresh = new Stage();
            var disk = disk(rq);
            fresh.dev = disk != null ? (disk.major << 20) | disk.first_minor : 0;
            if (filterDev && targDev != fresh.dev) return 0;
            start.update(key, fresh);
            stage = start.lookup(key);
            if (stage == null) return 0;
        }
        if (filterDev && targDev != stage.dev) return 0;
        var ts = Kernel.ktimeNs();
        if (insert) stage.insert = ts;
        else stage.issue = ts;
        return 0;
    }

    @RawTracepoint("block_rq_insert")
    static int rqInsert(RawTracepointContext ctx) {
        return traceRqStart(ctx.arg(0, request.class), ctx.arg(0), true);
    }

    @RawTracepoint("block_rq_issue")
    static int rqIssue(RawTracepointContext ctx) {
        return traceRqStart(ctx.arg(0, request.class), ctx.arg(0), false);
    }

    @BtfTracepoint("block_rq_complete")
    static int rqComplete(TracingContext ctx, request rq, int error, @Unsigned int nrBytes) {
        @Unsigned long key = Ptr.to(rq).address();
        var stage = start.lookup(key);
        if (stage == null) return 0;
        @Unsigned long now = Kernel.ktimeNs();
        long delta = now - stage.issue;
        if (delta < 0 || delta < minNs) {
            start.delete(key);
            infobyreq.delete(key);
            return 0;
        }
        var event = new Event();
        var piddata = infobyreq.lookup(key);
        if (piddata == null) {
            event.comm[0] = '?';
        } else {
            System.arraycopy(piddata.comm, 0, event.comm, 0, 16);
            event.pid = piddata.pid;
        }
        event.delta = delta;
        event.qdelta = stage.insert == 0 ? (@Unsigned long) -1L : stage.issue - stage.insert;
        event.ts = now;
        event.sector = rq.__sector;
        event.len = rq.__data_len;
        event.cmdFlags = rq.cmd_flags & REQ_OP_MASK;
        event.dev = stage.dev;
        var disk = disk(rq);
        Kernel.probeReadKernelStr(event.disk, Core.addressOf(disk.disk_name));
        events.output(ctx, BpfPerfEventArray.CURRENT_CPU, event);
        start.delete(key);
        infobyreq.delete(key);
        return 0;
    }
}
