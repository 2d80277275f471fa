package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfStackTrace;
import dev.skep.lang.Kernel;
import dev.skep.lang.PerfEvent;
import dev.skep.lang.PerfEventContext;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/** Where the CPUs spend their time: counts of stacks, of the kernel's side and of the process's, at each tick of a perf event. */
@Bpf(license = "GPL")
final class Profile {
    record Stacks(@Unsigned int pid, int kernel, int user) {}

    static final BpfStackTrace traces = BpfStackTrace.of(10_000);
    static final BpfHashMap<Stacks, U64> counts = BpfHashMap.of(10_000);

    private Profile() {}

    @PerfEvent
    static int tick(PerfEventContext context) {
        int pid = (int) (Kernel.currentPidTgid() >>> 32);
        if (pid == 0) return 0;
        int kernel = (int) traces.stackid(context, 0);
        int user = (int) traces.stackid(context, BpfStackTrace.USER_STACK);
        var count = counts.lookupOrInsert(new Stacks(pid, kernel, user));
        if (count != null) count.add(1);
        return 0;
    }
}
