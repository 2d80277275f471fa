package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.Bytes;
import dev.skep.lang.Config;
import dev.skep.lang.Kernel;
import dev.skep.lang.Length;
import dev.skep.lang.RawTracepoint;
import dev.skep.lang.RawTracepointContext;
import dev.skep.lang.Struct;

/**
 * Writes a line for each program that a command of a certain name starts, to a variable and to the trace of the kernel. Text is a {@code
 * byte[]} up to a NUL; formats are checked against their arguments when the class is compiled.
 */
@Bpf(license = "GPL", minKernel = "5.13")
final class CommandLog {
    /** The command to watch. */
    @Config
    @Length(16)
    static String watched = "bash";

    @Struct
    static final class Line {
        @Length(16)
        byte[] command;

        @Length(64)
        byte[] text;
    }

    static final Line line = new Line();

    private CommandLog() {}

    @RawTracepoint("sched_process_exec")
    static int onExec(RawTracepointContext context) {
        Kernel.currentComm(line.command);
        if (!Bytes.equal(line.command, watched)) return 0;

        int pid = (int) (Kernel.currentPidTgid() >>> 32);
        int uid = (int) Kernel.currentUidGid();
        Kernel.snprintf(line.text, "%s[%d] of user %d", line.command, pid, uid);
        Kernel.printk("%s\n", line.text);
        return 1;
    }
}
