package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfStackTrace;
import dev.skep.lang.Config;
import dev.skep.lang.Core;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Length;
import dev.skep.lang.PerfEvent;
import dev.skep.lang.PerfEventContext;
import dev.skep.lang.Struct;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/** Where the CPUs spend their time: counts of stacks, of the kernel's side and of the process's, at each tick of a perf event. */
@Bpf(license = "GPL")
@KernelTypes
final class Profile {
    private static final int PF_KTHREAD = 0x0020_0000;

    /** What ran, and where it was. */
    @Struct
    static final class Running {
        @Unsigned
        int pid;

        /** The number of the stack in {@link #traces}, or a negative error. */
        int kernelStack;

        /** The same; -1 for a thread of the kernel's own, which has none. */
        int userStack;

        /** The name of the first thread, {@code java}. */
        @Length(16)
        byte[] process;

        /** That of the thread, {@code C2 CompilerThre}. */
        @Length(16)
        byte[] thread;
    }

    /** The process to watch; 0 for all. */
    @Config
    static int onlyPid = 0;

    static final BpfStackTrace traces = BpfStackTrace.of(10_000);
    static final BpfHashMap<Running, U64> counts = BpfHashMap.of(10_000);

    private Profile() {}

    @PerfEvent
    static int tick(PerfEventContext context) {
        int pid = (int) (Kernel.currentPidTgid() >>> 32);
        if (pid == 0 || (onlyPid != 0 && onlyPid != pid)) return 0;
        var task = Kernel.currentTask(task_struct.class);
        var running = new Running();
        running.pid = pid;
        running.kernelStack = (int) traces.stackid(context, 0);
        running.userStack =
                (task.flags & PF_KTHREAD) != 0 ? -1 : (int) traces.stackid(context, BpfStackTrace.USER_STACK);
        Kernel.probeReadKernel(running.process, Core.addressOf(task.group_leader.comm));
        Kernel.currentComm(running.thread);
        var count = counts.lookupOrInsert(running);
        if (count != null) count.add(1);
        return 0;
    }
}
