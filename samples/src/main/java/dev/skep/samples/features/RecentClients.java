package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/**
 * Remembers how often each client sent something. The map is an LRU: when it is full, those make room that were silent longest, so it never
 * refuses a new one.
 */
@Bpf(license = "GPL")
final class RecentClients {
    static final BpfLruHashMap<@Unsigned Integer, U64> clients = BpfLruHashMap.of(1024);

    private RecentClients() {}

    @Xdp
    static XdpAction remember(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return PASS;
        var count = clients.lookupOrInsert(ip.saddr);
        if (count != null) count.add(1);
        return PASS;
    }
}
