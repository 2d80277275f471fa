package dev.skep.bench.programs;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Bytes;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelType;
import dev.skep.lang.Length;
import dev.skep.lang.Name;
import dev.skep.lang.Struct;
import dev.skep.lang.Tracepoint;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/** Reports each program that is started, with its first arguments. */
@Bpf(license = "GPL", minKernel = "6.6")
final class Execsnoop {
    private static final int MAX_ARGUMENTS = 20;
    private static final int ARGUMENT_SIZE = 128;
    private static final int ARGUMENTS_SIZE = MAX_ARGUMENTS * ARGUMENT_SIZE;

    /** Bytes of an {@link Event} in front of its arguments. */
    private static final int HEAD = 5 * 4 + 16;

    @KernelType("trace_event_raw_sys_enter")
    static final class SysEnter {
        @Length(6)
        @Unsigned
        long[] args;
    }

    @KernelType("task_struct")
    static final class Task {
        @Unsigned
        int tgid;

        Task realParent;
    }

    @Struct
    @Name("event")
    static final class Event {
        @Unsigned
        int pid;

        @Unsigned
        int ppid;

        @Unsigned
        int uid;

        @Unsigned
        int nargs;

        /** Bytes of {@link #args} that are used. */
        @Unsigned
        int len;

        @Length(16)
        byte[] comm;

        /** One argument behind the other, each with its NUL. */
        @Length(ARGUMENTS_SIZE)
        byte[] args;
    }

    static final BpfPerCpuArray<Event> scratch = BpfPerCpuArray.of(1);
    static final BpfRingBuffer<Event> events = BpfRingBuffer.ofBytes(1024 * 1024);

    private Execsnoop() {}

    @Tracepoint("syscalls/sys_enter_execve")
    @Name("execsnoop")
    static int onExecve(SysEnter context) {
        var event = scratch.lookup(0);
        if (event == null) return 0;

        event.pid = (int) (Kernel.currentPidTgid() >>> 32);
        event.ppid = Kernel.currentTaskBtf(Task.class).realParent.tgid;
        event.uid = (int) Kernel.currentUidGid();
        event.nargs = 0;
        event.len = 0;
        Kernel.currentComm(event.comm);

        long length = Kernel.probeReadUserStr(Bytes.part(event.args, 0, ARGUMENT_SIZE), context.args[0]);
        if (length < 0) return 0;
        if (length <= ARGUMENT_SIZE) {
            event.len += (int) length;
            event.nargs++;
        }

        @Unsigned long argument = context.args[1];
        var address = U64.of(0);
        for (int i = 1; i < MAX_ARGUMENTS; i++) {
            argument += Long.BYTES;
            if (Kernel.probeReadUser(address, argument) != 0 || address.value == 0) break;
            if (event.len > ARGUMENTS_SIZE - ARGUMENT_SIZE) break;
            length = Kernel.probeReadUserStr(Bytes.part(event.args, event.len, ARGUMENT_SIZE), address.value);
            if (length < 0 || length > ARGUMENT_SIZE) break;
            event.nargs++;
            event.len += (int) length;
        }

        @Unsigned int size = HEAD + event.len;
        if (size <= HEAD + ARGUMENTS_SIZE) events.output(event, size);
        return 0;
    }
}
