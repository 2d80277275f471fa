package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.BtfTracepoint;
import dev.skep.lang.Config;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Length;
import dev.skep.lang.Struct;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/** Sends a record when a process starts another program and when it ends, with how long it lived. */
@Bpf(license = "GPL", minKernel = "5.11")
@KernelTypes
final class Bootstrap {
    /** A start or an end. */
    @Struct
    static final class Event {
        @Unsigned
        int pid;

        @Unsigned
        int parent;

        /** As {@code wait} tells it; only at the end. */
        @Unsigned
        int exitCode;

        boolean ended;

        /** Nanoseconds; only at the end. */
        @Unsigned
        long lived;

        @Length(16)
        byte[] comm;

        /** The program; only at the start. */
        @Length(128)
        byte[] path;
    }

    /** How long a process must have lived to be reported at its end, in nanoseconds. */
    @Config
    @Unsigned
    static long shortest = 0;

    static final BpfHashMap<@Unsigned Integer, U64> started = BpfHashMap.of(8192);
    static final BpfRingBuffer<Event> events = BpfRingBuffer.ofBytes(256 * 1024);

    private Bootstrap() {}

    @BtfTracepoint("sched_process_exec")
    static int exec(task_struct task, int oldPid, linux_binprm program) {
        @Unsigned int pid = task.tgid;
        started.update(pid, U64.of(Kernel.ktimeNs()));
        try (var slot = events.reserve()) {
            if (slot == null) return 0;
            Event event = slot.value();
            fill(event, task);
            event.ended = false;
            event.exitCode = 0;
            event.lived = 0;
            Kernel.probeReadKernelStr(event.path, program.filename);
            slot.submit();
        }
        return 0;
    }

    @BtfTracepoint("sched_process_exit")
    static int exit(task_struct task) {
        if (task.pid != task.tgid) return 0; // a thread of a process that lives on
        @Unsigned int pid = task.tgid;
        var start = started.lookup(pid);
        @Unsigned long lived = start == null ? 0 : Kernel.ktimeNs() - start.value;
        started.delete(pid);
        if (lived < shortest) return 0;
        try (var slot = events.reserve()) {
            if (slot == null) return 0;
            Event event = slot.value();
            fill(event, task);
            event.ended = true;
            event.exitCode = task.exit_code;
            event.lived = lived;
            event.path[0] = 0;
            slot.submit();
        }
        return 0;
    }

    private static void fill(Event event, task_struct task) {
        event.pid = task.tgid;
        event.parent = task.real_parent.tgid;
        Kernel.currentComm(event.comm);
    }
}
