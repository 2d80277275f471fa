package dev.skep.bench.programs;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.TX;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.Name;
import dev.skep.lang.U64;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Ipv6;
import dev.skep.lang.net.Vlan;

/** Counts packets as {@link XdpCount} does; then sends UDP back to where it came from and drops the rest. */
@Bpf(license = "GPL")
final class XdpTxswap {
    private static final int MAX_TAGS = 2;

    /** Packets by transport protocol; those that are not IP under 0. */
    @Name("rxcnt")
    static final BpfPerCpuArray<U64> received = BpfPerCpuArray.of(256);

    private XdpTxswap() {}

    @Xdp
    @Name("xdp_txswap")
    static XdpAction reflect(XdpContext context) {
        var packet = context.packet();

        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return DROP;
        int type = ethernet.proto;

        for (int tags = 0; tags < MAX_TAGS && (type == EtherType.VLAN || type == EtherType.VLAN_SERVICE); tags++) {
            var vlan = packet.next(Vlan.class);
            if (vlan == null) return DROP;
            type = vlan.proto;
        }

        int protocol = 0;
        if (type == EtherType.IP) {
            var ip = packet.next(Ipv4.class);
            if (ip == null) return DROP;
            protocol = ip.protocol;
        } else if (type == EtherType.IPV6) {
            var ip = packet.next(Ipv6.class);
            if (ip == null) return DROP;
            protocol = ip.nexthdr;
        }

        var count = received.lookup(protocol);
        if (count != null) count.value++;
        if (protocol != IpProtocol.UDP) return DROP;

        swapAddresses(ethernet);
        return TX;
    }

    private static void swapAddresses(Ethernet ethernet) {
        for (int i = 0; i < ethernet.dest.length; i++) {
            byte address = ethernet.dest[i];
            ethernet.dest[i] = ethernet.source[i];
            ethernet.source[i] = address;
        }
    }
}
