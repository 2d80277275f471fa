package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;
import static dev.skep.lang.XdpAction.TX;

import dev.skep.lang.Bpf;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Udp;

/**
 * Answers datagrams for port 7 with themselves, before the kernel's own network stack sees them. A cursor hands out headers of the packet;
 * writing to them changes the packet.
 */
@Bpf(license = "GPL")
final class UdpEcho {
    private static final int ECHO = 7;

    private UdpEcho() {}

    @Xdp
    static XdpAction echo(XdpContext context) {
        var packet = context.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null || ethernet.proto != EtherType.IP) return PASS;
        var ip = packet.peek(Ipv4.class);
        if (ip == null || ip.protocol != IpProtocol.UDP) return PASS;
        packet.skip((ip.versionIhl & 0xf) * 4); // the header and its options
        var udp = packet.next(Udp.class);
        if (udp == null || udp.dest != ECHO) return PASS;

        for (int i = 0; i < 6; i++) {
            byte octet = ethernet.dest[i];
            ethernet.dest[i] = ethernet.source[i];
            ethernet.source[i] = octet;
        }
        int address = ip.saddr;
        ip.saddr = ip.daddr;
        ip.daddr = address;
        udp.dest = udp.source;
        udp.source = ECHO;
        return TX; // sums of the same words in another order: the checksums still hold
    }
}
