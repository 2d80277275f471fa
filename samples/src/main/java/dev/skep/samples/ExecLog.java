package dev.skep.samples;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Kernel;
import dev.skep.lang.Length;
import dev.skep.lang.RawTracepoint;
import dev.skep.lang.RawTracepointContext;
import dev.skep.lang.Struct;
import dev.skep.lang.Subprogram;
import dev.skep.lang.Tracepoint;
import dev.skep.lang.TracepointContext;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/** Sends a record to user space for each program that a process starts, and counts them by user and CPU. */
@Bpf(license = "GPL")
final class ExecLog {
    /** One started program. */
    @Struct
    static final class Exec {
        @Unsigned
        long time;

        @Unsigned
        int pid;

        @Unsigned
        int uid;

        @Length(16)
        byte[] comm;
    }

    /** Who started it, and where. */
    record Origin(@Unsigned int uid, @Unsigned short cpu) {}

    static final BpfRingBuffer<Exec> execs = BpfRingBuffer.ofBytes(256 * 1024);
    static final BpfHashMap<Origin, U64> counts = BpfHashMap.of(4096);

    /** Started programs, those included that found the ring buffer full. */
    static long total;

    private ExecLog() {}

    @Tracepoint("sched/sched_process_exec")
    static int onExec(TracepointContext context) {
        return log();
    }

    /** The same at the raw tracepoint, which the kernel can also test-run. */
    @RawTracepoint("sched_process_exec")
    static int onRawExec(RawTracepointContext context) {
        return log();
    }

    @Subprogram
    private static int log() {
        total++;

        int uid = (int) Kernel.currentUidGid();
        var count = counts.lookupOrInsert(new Origin(uid, (short) Kernel.smpProcessorId()));
        if (count != null) count.add(1);

        try (var slot = execs.reserve()) {
            if (slot == null) return 1;
            Exec exec = slot.value();
            exec.time = Kernel.ktimeNs();
            exec.pid = (int) (Kernel.currentPidTgid() >>> 32);
            exec.uid = uid;
            Kernel.currentComm(exec.comm);
            slot.submit();
        }
        return 0;
    }
}
