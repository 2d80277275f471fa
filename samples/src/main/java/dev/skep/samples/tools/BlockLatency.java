package dev.skep.samples.tools;

import static dev.skep.samples.tools.Histograms.SLOTS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BtfTracepoint;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Length;
import dev.skep.lang.Ptr;
import dev.skep.lang.Struct;
import dev.skep.lang.U32;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/** How long requests to block devices take: a histogram for each device, in powers of two of microseconds. */
@Bpf(license = "GPL", minKernel = "5.15")
@KernelTypes
final class BlockLatency {
    /** How many requests took how long. */
    @Struct
    static final class Histogram {
        @Length(SLOTS)
        U32[] slots;
    }

    record Device(int major, int firstMinor) {}

    /** When a request was issued, by its address. */
    static final BpfHashMap<@Unsigned Long, U64> issued = BpfHashMap.of(10_240);

    static final BpfHashMap<Device, Histogram> histograms = BpfHashMap.of(256);

    private BlockLatency() {}

    @BtfTracepoint("block_rq_issue")
    static int issue(request block) {
        issued.update(Ptr.to(block).address(), U64.of(Kernel.ktimeNs()));
        return 0;
    }

    @BtfTracepoint("block_rq_complete")
    static int complete(request block, int error, @Unsigned int bytes) {
        @Unsigned long key = Ptr.to(block).address();
        var since = issued.lookup(key);
        if (since == null) return 0;
        @Unsigned long took = Kernel.ktimeNs() - since.value;
        issued.delete(key);
        var disk = block.q.disk;
        var histogram = histograms.lookupOrInsert(new Device(disk.major, disk.first_minor));
        if (histogram != null) histogram.slots[Histograms.slot(took / 1000) & (SLOTS - 1)].add(1);
        return 0;
    }
}
