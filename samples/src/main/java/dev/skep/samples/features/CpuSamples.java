package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.Kernel;
import dev.skep.lang.PerfEvent;
import dev.skep.lang.PerfEventContext;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/**
 * Counts which processes were busy when a sample was taken, so many times a second on each CPU. User space opens the perf event and attaches the
 * program to it.
 */
@Bpf(license = "GPL")
final class CpuSamples {
    record Place(@Unsigned int pid, @Unsigned long instruction) {}

    static final BpfLruHashMap<Place, U64> samples = BpfLruHashMap.of(10_000);

    private CpuSamples() {}

    @PerfEvent
    static int sample(PerfEventContext context) {
        int pid = (int) (Kernel.currentPidTgid() >>> 32);
        var count = samples.lookupOrInsert(new Place(pid, context.regs().instructionPointer()));
        if (count != null) count.add(1);
        return 0;
    }
}
