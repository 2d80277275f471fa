package dev.skep.bench.programs;

import static dev.skep.lang.ByteOrder.htonl;
import static dev.skep.lang.ByteOrder.htons;
import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;
import static dev.skep.lang.XdpAction.TX;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.Kernel;
import dev.skep.lang.Length;
import dev.skep.lang.Name;
import dev.skep.lang.Struct;
import dev.skep.lang.U32;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Tcp;
import dev.skep.lang.net.TcpFlag;
import dev.skep.lang.net.Udp;

/** A load balancer: packets to a service go to one of its servers, the same one for all packets of a flow. */
@Bpf(license = "GPL")
final class XdpLb {
    private static final int MAC = 6;
    private static final int FRAGMENT = 0x3fff;
    private static final int RING = 4096;
    private static final int RINGS = 4;
    private static final long UDP_FLOW_NS = 30_000_000_000L;

    /** A service whose flows are not looked up. */
    private static final int STATELESS = 1;

    /** A service whose flows are not remembered. */
    private static final int FORGETFUL = 2;

    record Service(
            @BigEndian @Unsigned int address,
            @BigEndian @Unsigned short port,
            @Unsigned byte protocol) {}

    @Struct
    static final class Meta {
        @Unsigned
        int id;

        @Unsigned
        int flags;
    }

    @Struct
    static final class Flow {
        @BigEndian
        @Unsigned
        int source;

        @BigEndian
        @Unsigned
        int dest;

        @BigEndian
        @Unsigned
        short sourcePort;

        @BigEndian
        @Unsigned
        short destPort;

        @Unsigned
        int protocol;
    }

    @Struct
    static final class Connection {
        @Unsigned
        int server;

        int padding;

        /** When it was last used, in nanoseconds since boot. */
        @Unsigned
        long used;
    }

    @Struct
    static final class Server {
        @BigEndian
        @Unsigned
        int address;

        @Length(MAC)
        byte[] mac;

        byte flags;
        byte padding;
    }

    @Struct
    static final class Traffic {
        long packets;
        long bytes;
    }

    @Name("vip_map")
    static final BpfHashMap<Service, Meta> services = BpfHashMap.of(64);

    @Name("conn")
    static final BpfLruHashMap<Flow, Connection> connections = BpfLruHashMap.of(8192);

    /** The numbers of servers, by hash. */
    static final BpfArray<U32> ring = BpfArray.of(RING * RINGS);

    @Name("reals")
    static final BpfArray<Server> servers = BpfArray.of(64);

    /** By number of the service. */
    @Name("stats")
    static final BpfPerCpuArray<Traffic> traffic = BpfPerCpuArray.of(64);

    private XdpLb() {}

    @Xdp
    @Name("xdp_lb")
    static XdpAction balance(XdpContext context) {
        var packet = context.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return DROP;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return DROP;
        if (ethernet.proto != EtherType.IP || (ip.versionIhl & 0xf) != 5) return PASS;
        if ((ip.fragOff & FRAGMENT) != 0) return DROP;

        var flow = new Flow();
        flow.source = ip.saddr;
        flow.dest = ip.daddr;
        flow.protocol = ip.protocol;
        int tcpFlags = 0;
        if (ip.protocol == IpProtocol.TCP) {
            var tcp = packet.next(Tcp.class);
            if (tcp == null) return DROP;
            flow.sourcePort = tcp.source;
            flow.destPort = tcp.dest;
            tcpFlags = tcp.flags;
        } else if (ip.protocol == IpProtocol.UDP) {
            var udp = packet.next(Udp.class);
            if (udp == null) return DROP;
            flow.sourcePort = udp.source;
            flow.destPort = udp.dest;
        } else {
            return PASS;
        }

        var service = services.lookup(new Service(flow.dest, flow.destPort, (byte) flow.protocol));
        if (service == null) return PASS;
        @Unsigned int id = service.id;
        int flags = service.flags;

        boolean opens = (tcpFlags & TcpFlag.SYN) != 0;
        var connection = opens || (flags & STATELESS) != 0 ? null : connections.lookup(flow);
        @Unsigned int number;
        if (connection != null && isAlive(connection, flow)) {
            number = connection.server;
        } else {
            var place = ring.lookup((id & (RINGS - 1)) * RING + (hash(flow, id) & (RING - 1)));
            if (place == null) return DROP;
            number = place.value;
            if ((flags & FORGETFUL) == 0) remember(flow, number);
        }

        var server = servers.lookup(number);
        if (server == null) return DROP;
        var count = traffic.lookup(id);
        if (count != null) {
            count.packets++;
            count.bytes += context.packet().remaining();
        }
        System.arraycopy(ethernet.dest, 0, ethernet.source, 0, MAC);
        System.arraycopy(server.mac, 0, ethernet.dest, 0, MAC);
        return TX;
    }

    /** UDP has no end: its flows are forgotten when they were silent for long. */
    private static boolean isAlive(Connection connection, Flow flow) {
        if (flow.protocol != IpProtocol.UDP) return true;
        @Unsigned long now = Kernel.ktimeNs();
        if (now - connection.used > UDP_FLOW_NS) return false;
        connection.used = now;
        return true;
    }

    private static void remember(Flow flow, @Unsigned int server) {
        var connection = new Connection();
        connection.server = server;
        connection.used = Kernel.ktimeNs();
        connections.update(flow, connection);
    }

    private static @Unsigned int hash(Flow flow, @Unsigned int id) {
        int ports = (htons(flow.sourcePort) << 16) | htons(flow.destPort);
        return jhash(htonl(flow.source), ports, flow.protocol, id);
    }

    /** {@code jhash_3words}. */
    private static @Unsigned int jhash(
            @Unsigned int first, @Unsigned int second, @Unsigned int third, @Unsigned int seed) {
        @Unsigned int start = seed + 0xdeadbeef + (3 << 2);
        @Unsigned int a = first + start;
        @Unsigned int b = second + start;
        @Unsigned int c = third + start;
        c ^= b;
        c -= Integer.rotateLeft(b, 14);
        a ^= c;
        a -= Integer.rotateLeft(c, 11);
        b ^= a;
        b -= Integer.rotateLeft(a, 25);
        c ^= b;
        c -= Integer.rotateLeft(b, 16);
        a ^= c;
        a -= Integer.rotateLeft(c, 4);
        b ^= a;
        b -= Integer.rotateLeft(a, 14);
        c ^= b;
        c -= Integer.rotateLeft(b, 24);
        return c;
    }
}
