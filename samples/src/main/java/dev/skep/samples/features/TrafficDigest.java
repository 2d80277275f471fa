package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfWorkqueue;
import dev.skep.lang.Config;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Struct;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/**
 * Counts packets by their length, and now and then looks for the most frequent one. That takes longer than a packet should wait, so that a work
 * queue does it, in a thread of the kernel.
 */
@Bpf(license = "GPL", minKernel = "6.10")
final class TrafficDigest {
    @Struct
    static final class Digest {
        BpfWorkqueue work;

        /** Packets since the last time. */
        U64 fresh;

        @Unsigned
        int length;

        @Unsigned
        long packets;
    }

    @Config
    static @Unsigned long every = 10_000;

    static final BpfHashMap<@Unsigned Integer, U64> lengths = BpfHashMap.of(2048);
    static final BpfArray<Digest> digests = BpfArray.of(1);

    private TrafficDigest() {}

    @Tc
    static TcAction count(SkBuff packet) {
        var count = lengths.lookupOrInsert(packet.len);
        if (count != null) count.add(1);
        var digest = digests.lookup(0);
        if (digest == null || digest.fresh.add(1) + 1 != every) return TcAction.OK;

        digest.work.init(digests, (index, late) -> {
            late.fresh.value = 0;
            lengths.forEach((length, packets) -> {
                if (packets.value > late.packets) {
                    late.length = length;
                    late.packets = packets.value;
                }
                return true;
            });
        });
        digest.work.start();
        return TcAction.OK;
    }
}
