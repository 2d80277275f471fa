package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.Struct;
import dev.skep.lang.U32;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;

/**
 * Counts packets and bytes without a lock. Each CPU has counters of its own, which plain arithmetic changes; what all CPUs share is changed
 * atomically.
 */
@Bpf(license = "GPL", minKernel = "5.12")
final class TrafficTotals {
    private static final int TRIES = 8;

    @Struct
    static final class Counters {
        @Unsigned
        long packets;

        @Unsigned
        long bytes;
    }

    static final BpfPerCpuArray<Counters> perCpu = BpfPerCpuArray.of(1);
    static final U64 total = U64.of(0);
    static final U32 largest = U32.of(0);

    private TrafficTotals() {}

    @Xdp
    static XdpAction count(XdpContext context) {
        @Unsigned int length = (int) context.packet().remaining();
        var own = perCpu.lookup(0);
        if (own == null) return PASS;
        own.packets++;
        own.bytes += length;

        total.add(length);
        for (int i = 0; i < TRIES; i++) {
            @Unsigned int known = largest.value;
            if (length <= known || largest.compareExchange(known, length) == known) break;
        }
        return PASS;
    }
}
