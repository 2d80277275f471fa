package dev.skep.samples.features;

import static dev.skep.lang.TcAction.OK;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.Kernel;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/**
 * Remembers whom this machine sends to, for {@link IncomingPeers} to ask. Both classes are part of one object, so that there is one map for
 * both, however it is loaded.
 */
@Bpf(license = "GPL", object = "peers")
final class OutgoingPeers {
    /** When something was last sent to an address, in nanoseconds since boot. */
    static final BpfLruHashMap<@Unsigned Integer, U64> peers = BpfLruHashMap.of(10_000);

    private OutgoingPeers() {}

    @Tc
    static TcAction remember(SkBuff skb) {
        var packet = skb.packet();
        if (packet.next(Ethernet.class) == null) return OK;
        var ip = packet.next(Ipv4.class);
        if (ip != null) peers.update(ip.daddr, U64.of(Kernel.ktimeNs()));
        return OK;
    }
}
