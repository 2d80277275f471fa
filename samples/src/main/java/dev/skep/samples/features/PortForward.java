package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.Config;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Tcp;

/**
 * Sends TCP segments for one port to another, and mends the checksum. Fields of headers are {@code @BigEndian}: they lie in network order, and
 * are numbers in the program.
 */
@Bpf(license = "GPL")
final class PortForward {
    @Config
    static @Unsigned short from = 8080;

    @Config
    static @Unsigned short to = 80;

    private PortForward() {}

    @Xdp
    static XdpAction forward(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null || ip.protocol != IpProtocol.TCP) return PASS;
        var tcp = packet.next(Tcp.class);
        if (tcp == null || tcp.dest != from) return PASS;

        tcp.check = replaced(tcp.check, tcp.dest, to);
        tcp.dest = to;
        return PASS;
    }

    /** The checksum after a word has changed: {@code ~(~check + ~old + new)} in ones' complement, RFC 1624. */
    private static short replaced(@Unsigned short check, @Unsigned short before, @Unsigned short after) {
        int sum = (~check & 0xffff) + (~before & 0xffff) + after;
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~sum;
    }
}
