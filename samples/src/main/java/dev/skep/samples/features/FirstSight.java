package dev.skep.samples.features;

import static dev.skep.lang.TcAction.OK;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfBloomFilter;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.U32;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/**
 * Marks packets of senders that were never seen before. A bloom filter keeps a million of them in little memory; now and then it takes a new
 * one for one that it knows.
 */
@Bpf(license = "GPL", minKernel = "5.16")
final class FirstSight {
    static final int NEW = 1;

    static final BpfBloomFilter<U32> senders = BpfBloomFilter.<U32>of(1_000_000).hashes(3);

    private FirstSight() {}

    @Tc
    static TcAction look(SkBuff skb) {
        var packet = skb.packet();
        if (packet.next(Ethernet.class) == null) return OK;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return OK;
        var sender = U32.of(ip.saddr);
        if (!senders.mayContain(sender)) {
            senders.add(sender);
            skb.mark = NEW;
        }
        return OK;
    }
}
