package dev.skep.samples.features;

import dev.skep.lang.Atomic;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelType;
import dev.skep.lang.Length;
import dev.skep.lang.Tracepoint;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/**
 * Counts the files that each process opens. A tracepoint hands over a record; a class with the fields that matter describes it, and the loader
 * finds them in the kernel that runs.
 */
@Bpf(license = "GPL")
final class OpenCount {
    @KernelType("trace_event_raw_sys_enter")
    static final class Enter {
        long id;

        @Length(6)
        @Unsigned
        long[] args;
    }

    /** {@code O_CREAT} among the flags of {@code openat}. */
    private static final int CREATE = 0x40;

    static final BpfHashMap<@Unsigned Integer, U64> opened = BpfHashMap.of(4096);

    static @Unsigned long created;

    private OpenCount() {}

    @Tracepoint("syscalls/sys_enter_openat")
    static int onOpen(Enter call) {
        var count = opened.lookupOrInsert((int) (Kernel.currentPidTgid() >>> 32));
        if (count != null) count.add(1);
        if ((call.args[2] & CREATE) != 0) Atomic.add(created, 1);
        return 0;
    }
}
