package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Bytes;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Length;
import dev.skep.lang.RawTracepoint;
import dev.skep.lang.RawTracepointContext;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;

/** Sends a record when a process starts another program: who, where, and with which arguments. */
@Bpf(license = "GPL", minKernel = "5.11")
@KernelTypes
final class ExecSnoop {
    private static final int MOST = 20;
    private static final int LONGEST = 128;

    /** A program that starts. */
    @Struct
    static final class Exec {
        @Unsigned
        int pid;

        @Unsigned
        int parent;

        @Unsigned
        int uid;

        /** How many arguments there are, the program's name among them. The last is cut if it is long, and more are not told. */
        @Unsigned
        int arguments;

        /** Bytes of {@link #text} that are used. */
        @Unsigned
        int length;

        @Length(16)
        byte[] comm;

        /** The directory that it starts in. */
        Directories.Way from;

        /** One argument behind the other, each with its NUL. */
        @Length(MOST * LONGEST)
        byte[] text;
    }

    static final BpfRingBuffer<Exec> execs = BpfRingBuffer.ofBytes(1024 * 1024);

    private ExecSnoop() {}

    @RawTracepoint("sched_process_exec")
    static int exec(RawTracepointContext context) {
        var task = Kernel.currentTaskBtf(task_struct.class);
        try (var slot = execs.reserve()) {
            if (slot == null) return 0;
            Exec exec = slot.value();
            exec.pid = task.tgid;
            exec.parent = task.real_parent.tgid;
            exec.uid = (int) Kernel.currentUidGid();
            Kernel.currentComm(exec.comm);
            Directories.tellWay(exec.from, task.fs.pwd);

            @Unsigned int count = 0;
            @Unsigned int length = 0;
            @Unsigned long argument = task.mm.arg_start;
            @Unsigned long end = task.mm.arg_end;
            while (count < MOST && argument < end && length <= (MOST - 1) * LONGEST) {
                long read = Kernel.probeReadUserStr(Bytes.part(exec.text, length, LONGEST), argument);
                if (read <= 0) break;
                count++;
                length += (int) read;
                argument += read;
                if (read == LONGEST) break;
            }
            exec.arguments = count;
            exec.length = length;
            slot.submit();
        }
        return 0;
    }
}
