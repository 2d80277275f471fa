package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Config;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Length;
import dev.skep.lang.Ptr;
import dev.skep.lang.Struct;
import dev.skep.lang.Tracepoint;
import dev.skep.lang.Unsigned;

/** Sends a record for each file that a process opens: who, which, how, and what came of it. */
@Bpf(license = "GPL")
@KernelTypes
final class OpenSnoop {
    private static final int AT_FDCWD = -100;

    /** One opened file, or one that could not be. */
    @Struct
    static final class Open {
        @Unsigned
        int pid;

        @Unsigned
        int uid;

        /** The descriptor, or a negative error number. */
        int result;

        /** {@code O_RDWR} and the like. */
        @Unsigned
        int flags;

        @Length(16)
        byte[] comm;

        /** As the process says it. */
        @Length(256)
        byte[] path;

        /** The directory where a path begins that does not begin with a slash; no steps otherwise. */
        Directories.Way from;
    }

    /** What a thread is opening. */
    record Request(
            @Unsigned long path, int directory, @Unsigned int flags) {}

    /** The process to watch; 0 for all. */
    @Config
    static int onlyPid = 0;

    /** Whether only what could not be opened is told. */
    @Config
    static boolean onlyFailed = false;

    /** By thread. */
    static final BpfHashMap<@Unsigned Integer, Request> opening = BpfHashMap.of(10_240);

    static final BpfRingBuffer<Open> opens = BpfRingBuffer.ofBytes(1024 * 1024);

    private OpenSnoop() {}

    @Tracepoint("syscalls/sys_enter_openat")
    static int enter(trace_event_raw_sys_enter context) {
        @Unsigned long pidTgid = Kernel.currentPidTgid();
        if (onlyPid != 0 && onlyPid != (int) (pidTgid >>> 32)) return 0;
        opening.update((int) pidTgid, new Request(context.args[1], (int) context.args[0], (int) context.args[2]));
        return 0;
    }

    @Tracepoint("syscalls/sys_exit_openat")
    static int exit(trace_event_raw_sys_exit context) {
        @Unsigned int thread = (int) Kernel.currentPidTgid();
        var request = opening.lookup(thread);
        if (request == null) return 0;
        if (context.ret < 0 || !onlyFailed) tell(request, (int) context.ret);
        opening.delete(thread);
        return 0;
    }

    private static void tell(Request request, int result) {
        try (var slot = opens.reserve()) {
            if (slot == null) return;
            Open open = slot.value();
            open.pid = (int) (Kernel.currentPidTgid() >>> 32);
            open.uid = (int) Kernel.currentUidGid();
            open.result = result;
            open.flags = request.flags();
            Kernel.currentComm(open.comm);
            Kernel.probeReadUserStr(open.path, request.path());
            if (open.path[0] == '/') open.from.steps = 0;
            else tellDirectory(open.from, request.directory());
            slot.submit();
        }
    }

    private static void tellDirectory(Directories.Way way, int descriptor) {
        var task = Kernel.currentTask(task_struct.class);
        if (descriptor == AT_FDCWD) {
            Directories.tellWay(way, task.fs.pwd);
            return;
        }
        @Unsigned int index = descriptor;
        long[] opened = new long[1];
        if (index < task.files.fdt.max_fds) Kernel.probeReadKernel(opened, task.files.fdt.fd + index * 8L);
        if (opened[0] == 0) way.steps = 0;
        else Directories.tellWay(way, Ptr.<file>at(opened[0]).get().f_path);
    }
}
