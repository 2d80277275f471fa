package dev.skep.bench.programs;

import static dev.skep.lang.ByteOrder.ntohs;
import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;
import static dev.skep.lang.XdpAction.TX;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.Length;
import dev.skep.lang.Memory;
import dev.skep.lang.Name;
import dev.skep.lang.Struct;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Tcp;
import dev.skep.lang.net.Udp;

/** A gateway of tunnels: packets to a service get an IP header more, packets that have one too many lose it. */
@Bpf(license = "GPL")
final class XdpTunnel {
    private static final int MAC = 6;
    private static final int IP_HEADER = 20;
    private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;
    private static final int HOPS = 8;

    record Service(
            @BigEndian @Unsigned int address,
            @BigEndian @Unsigned short port,
            @Unsigned byte protocol,
            byte padding) {}

    @Struct
    static final class Tunnel {
        @BigEndian
        @Unsigned
        int source;

        @BigEndian
        @Unsigned
        int dest;

        @Length(MAC)
        byte[] mac;

        short padding;
    }

    /** An IP header as what its checksum adds up. */
    @Struct
    static final class Header {
        @Unsigned
        @Length(IP_HEADER / 2)
        short[] words;
    }

    @Name("vips")
    static final BpfHashMap<Service, Tunnel> services = BpfHashMap.of(256);

    /** Packets by transport protocol. */
    @Name("rxcnt")
    static final BpfPerCpuArray<U64> received = BpfPerCpuArray.of(256);

    private XdpTunnel() {}

    @Xdp
    @Name("xdp_tunnel")
    static XdpAction forward(XdpContext context) {
        var packet = context.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return DROP;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return DROP;
        if (ethernet.proto != EtherType.IP || (ip.versionIhl & 0xf) != 5) return PASS;

        int protocol = ip.protocol;
        var count = received.lookup(protocol);
        if (count != null) count.value++;

        var saved = Memory.copyOf(ethernet);
        if (protocol == IpProtocol.IPIP) return unwrap(context, saved);

        @Unsigned short port = 0;
        if (protocol == IpProtocol.UDP) {
            var udp = packet.next(Udp.class);
            if (udp == null) return DROP;
            port = udp.dest;
        } else if (protocol == IpProtocol.TCP) {
            var tcp = packet.next(Tcp.class);
            if (tcp == null) return DROP;
            port = tcp.dest;
        }
        int length = ip.totLen;
        var tunnel = services.lookup(new Service(ip.daddr, port, (byte) protocol, (byte) 0));
        return tunnel == null ? PASS : wrap(context, saved, tunnel, length);
    }

    private static XdpAction unwrap(XdpContext context, Ethernet saved) {
        if (!context.adjustHead(IP_HEADER)) return DROP;
        var ethernet = context.packet().next(Ethernet.class);
        if (ethernet == null) return DROP;
        Memory.copy(ethernet, saved);
        return PASS;
    }

    private static XdpAction wrap(XdpContext context, Ethernet saved, Tunnel tunnel, int length) {
        if (!context.adjustHead(-IP_HEADER)) return DROP;
        var packet = context.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return DROP;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return DROP;

        System.arraycopy(saved.dest, 0, ethernet.source, 0, MAC);
        System.arraycopy(tunnel.mac, 0, ethernet.dest, 0, MAC);
        ethernet.proto = EtherType.IP;
        ip.versionIhl = VERSION_4_WITHOUT_OPTIONS;
        ip.tos = 0;
        ip.totLen = (short) (length + IP_HEADER);
        ip.id = 0;
        ip.fragOff = 0;
        ip.ttl = HOPS;
        ip.protocol = IpProtocol.IPIP;
        ip.check = 0;
        ip.saddr = tunnel.source;
        ip.daddr = tunnel.dest;
        ip.check = ntohs(checksum(Memory.as(ip, Header.class)));
        return TX;
    }

    private static @Unsigned short checksum(Header header) {
        @Unsigned int sum = 0;
        for (@Unsigned short word : header.words) sum += word;
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~sum;
    }
}
