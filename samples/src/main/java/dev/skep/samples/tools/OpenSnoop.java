package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Config;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Length;
import dev.skep.lang.Struct;
import dev.skep.lang.Tracepoint;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/** Sends a record for each file that a process opens: who, which, and what came of it. */
@Bpf(license = "GPL")
@KernelTypes
final class OpenSnoop {
    /** One opened file, or one that could not be. */
    @Struct
    static final class Open {
        @Unsigned
        int pid;

        /** The descriptor, or a negative error number. */
        int result;

        @Length(16)
        byte[] comm;

        @Length(256)
        byte[] path;
    }

    /** The process to watch; 0 for all. */
    @Config
    static int onlyPid = 0;

    /** Where the path is that a thread is opening, in its own memory. */
    static final BpfHashMap<@Unsigned Integer, U64> opening = BpfHashMap.of(10_240);

    static final BpfRingBuffer<Open> opens = BpfRingBuffer.ofBytes(256 * 1024);

    private OpenSnoop() {}

    @Tracepoint("syscalls/sys_enter_openat")
    static int enter(trace_event_raw_sys_enter context) {
        @Unsigned long pidTgid = Kernel.currentPidTgid();
        if (onlyPid != 0 && onlyPid != (int) (pidTgid >>> 32)) return 0;
        opening.update((int) pidTgid, U64.of(context.args[1]));
        return 0;
    }

    @Tracepoint("syscalls/sys_exit_openat")
    static int exit(trace_event_raw_sys_exit context) {
        @Unsigned long pidTgid = Kernel.currentPidTgid();
        @Unsigned int thread = (int) pidTgid;
        var path = opening.lookup(thread);
        if (path == null) return 0;
        try (var slot = opens.reserve()) {
            if (slot != null) {
                Open open = slot.value();
                open.pid = (int) (pidTgid >>> 32);
                open.result = (int) context.ret;
                Kernel.currentComm(open.comm);
                Kernel.probeReadUserStr(open.path, path.value);
                slot.submit();
            }
        }
        opening.delete(thread);
        return 0;
    }
}
