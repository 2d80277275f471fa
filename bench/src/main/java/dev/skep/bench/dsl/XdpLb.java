package dev.skep.bench.dsl;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.ArrayDef.perCpuArray;
import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.Case.default_;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.HashMapDef.lruHashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u8;
import static dev.skep.dsl.UpdateFlag.ANY;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.XdpAction.TX;
import static dev.skep.dsl.net.EtherType.ETH_P_IP;
import static dev.skep.dsl.net.IpProtocol.IPPROTO_TCP;
import static dev.skep.dsl.net.IpProtocol.IPPROTO_UDP;

import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Block;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.Field;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.S64;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.dsl.Var;
import dev.skep.dsl.XdpBuilder;
import dev.skep.dsl.net.EthHdr;
import dev.skep.dsl.net.Ipv4Hdr;
import dev.skep.dsl.net.TcpHdr;
import dev.skep.dsl.net.UdpHdr;

/** A load balancer: packets to a service go to one of its servers, the same one for all packets of a flow. */
public final class XdpLb {
    private static final int FRAGMENT = 0x3fff;
    private static final int RING_SIZE = 4096;
    private static final int RINGS = 4;
    private static final long UDP_FLOW_NS = 30_000_000_000L;

    /** A service whose flows are not looked up. */
    private static final int STATELESS = 1;

    /** A service whose flows are not remembered. */
    private static final int FORGETFUL = 2;

    private static final StructDef SERVICE = struct("Service");
    private static final Field<Be32> SERVICE_ADDRESS = SERVICE.field("address", BE32);
    private static final Field<Be16> SERVICE_PORT = SERVICE.field("port", BE16);
    private static final Field<U8> SERVICE_PROTOCOL = SERVICE.field("protocol", U8);

    private static final StructDef META = struct("Meta");
    private static final Field<U32> ID = META.field("id", U32);
    private static final Field<U32> FLAGS = META.field("flags", U32);

    private static final StructDef FLOW = struct("Flow");
    private static final Field<Be32> SOURCE = FLOW.field("source", BE32);
    private static final Field<Be32> DEST = FLOW.field("dest", BE32);
    private static final Field<Be16> SOURCE_PORT = FLOW.field("sourcePort", BE16);
    private static final Field<Be16> DEST_PORT = FLOW.field("destPort", BE16);
    private static final Field<U32> PROTOCOL = FLOW.field("protocol", U32);

    private static final StructDef CONNECTION = struct("Connection");
    private static final Field<U32> SERVER = CONNECTION.field("server", U32);
    static final Field<U32> PADDING = CONNECTION.field("padding", U32);

    /** When it was last used, in nanoseconds since boot. */
    private static final Field<U64> USED = CONNECTION.field("used", U64);

    private static final StructDef REAL = struct("Server");
    static final Field<Be32> REAL_ADDRESS = REAL.field("address", BE32);
    private static final Field<Bytes> MAC = REAL.field("mac", bytes(6));
    static final Field<U8> REAL_FLAGS = REAL.field("flags", U8);

    private static final StructDef TRAFFIC = struct("Traffic");
    private static final Field<S64> PACKETS = TRAFFIC.field("packets", S64);
    private static final Field<S64> BYTES = TRAFFIC.field("bytes", S64);

    private static final HashMapDef<Struct, Struct> SERVICES =
            hashMap("vip_map", SERVICE, META).maxEntries(64);
    private static final HashMapDef<Struct, Struct> CONNECTIONS =
            lruHashMap("conn", FLOW, CONNECTION).maxEntries(8192);

    /** The numbers of servers, by hash. */
    private static final ArrayDef<U32> RING = array("ring", U32).maxEntries(RING_SIZE * RINGS);

    private static final ArrayDef<Struct> SERVERS = array("reals", REAL).maxEntries(64);

    /** By number of the service. */
    private static final ArrayDef<Struct> STATS = perCpuArray("stats", TRAFFIC).maxEntries(64);

    private XdpLb() {}

    /** Builds the object. */
    public static ObjectFile object() {
        return BpfObjects.build("XdpLb", o -> o.license(GPL).program("xdp_lb", xdp(), XdpLb::balance));
    }

    private static void balance(XdpBuilder p) {
        var packet = p.packet();
        var ethernet = packet.next(EthHdr.TYPE).orElseReturn(DROP);
        var ip = packet.next(Ipv4Hdr.TYPE).orElseReturn(DROP);
        p.ifThen(ethernet.get(EthHdr.PROTO).ne(ETH_P_IP).or(ip.get(Ipv4Hdr.IHL).ne(5)), () -> p.return_(PASS));
        p.ifThen(ip.get(Ipv4Hdr.FRAG_OFF).and(FRAGMENT).ne(0), () -> p.return_(DROP));

        var flow = p.local(FLOW);
        flow.set(SOURCE, ip.get(Ipv4Hdr.SADDR));
        flow.set(DEST, ip.get(Ipv4Hdr.DADDR));
        flow.set(PROTOCOL, ip.get(Ipv4Hdr.PROTOCOL).to(U32));
        var opens = p.variable(u8(0));
        p.switch_(
                ip.get(Ipv4Hdr.PROTOCOL),
                case_(IPPROTO_TCP).then(() -> {
                    var tcp = packet.next(TcpHdr.TYPE).orElseReturn(DROP);
                    flow.set(SOURCE_PORT, tcp.get(TcpHdr.SOURCE));
                    flow.set(DEST_PORT, tcp.get(TcpHdr.DEST));
                    opens.set(tcp.get(TcpHdr.SYN));
                }),
                case_(IPPROTO_UDP).then(() -> {
                    var udp = packet.next(UdpHdr.TYPE).orElseReturn(DROP);
                    flow.set(SOURCE_PORT, udp.get(UdpHdr.SOURCE));
                    flow.set(DEST_PORT, udp.get(UdpHdr.DEST));
                }),
                default_(() -> p.return_(PASS)));

        var service = p.lookup(SERVICES, serviceOf(p, flow)).orElseReturn(PASS);
        var id = service.get(ID);
        var number = server(p, flow, opens, id, service.get(FLAGS));
        var server = p.lookup(SERVERS, number.get()).orElseReturn(DROP);
        p.lookup(STATS, id).ifPresent(count -> {
            count.set(PACKETS, count.get(PACKETS).add(1));
            count.set(BYTES, count.get(BYTES).add(p.packet().remaining()));
        });
        ethernet.get(EthHdr.SOURCE).copyFrom(ethernet.get(EthHdr.DEST));
        ethernet.get(EthHdr.DEST).copyFrom(server.get(MAC));
        p.return_(TX);
    }

    private static Struct serviceOf(XdpBuilder p, Struct flow) {
        var service = p.local(SERVICE);
        service.set(SERVICE_ADDRESS, flow.get(DEST));
        service.set(SERVICE_PORT, flow.get(DEST_PORT));
        service.set(SERVICE_PROTOCOL, flow.get(PROTOCOL).to(U8));
        return service;
    }

    /** The number of the server of a flow: the one that it had, or one by its hash. */
    private static Var<U32> server(XdpBuilder p, Struct flow, Var<U8> opens, U32 id, U32 flags) {
        var number = p.variable(u32(0));
        p.block(found -> {
            p.ifThen(opens.get().eq(0).and(flags.and(STATELESS).eq(0)), () -> p.lookup(CONNECTIONS, flow)
                    .ifPresent(connection -> unlessSilent(p, connection, flow, number, found)));
            var slot = id.and(RINGS - 1).mul(RING_SIZE).add(hash(flow, id).and(RING_SIZE - 1));
            number.set(p.lookup(RING, slot).orElseReturn(DROP).get());
            p.ifThen(flags.and(FORGETFUL).eq(0), () -> {
                var connection = p.local(CONNECTION);
                connection.set(SERVER, number.get());
                connection.set(USED, p.ktimeGetNs());
                p.update(CONNECTIONS, flow, connection, ANY);
            });
        });
        return number;
    }

    /** UDP has no end: its flows are forgotten when they were silent for long. */
    private static void unlessSilent(XdpBuilder p, Struct connection, Struct flow, Var<U32> number, Block found) {
        number.set(connection.get(SERVER));
        p.ifThen(flow.get(PROTOCOL).ne(IPPROTO_UDP), found::leave);
        var now = p.ktimeGetNs();
        p.ifThen(now.sub(connection.get(USED)).le(UDP_FLOW_NS), () -> {
            connection.set(USED, now);
            found.leave();
        });
    }

    private static U32 hash(Struct flow, U32 id) {
        var ports = flow.get(SOURCE_PORT)
                .bits()
                .to(U32)
                .lsh(16)
                .or(flow.get(DEST_PORT).bits().to(U32));
        return jhash(flow.get(SOURCE).bits(), ports, flow.get(PROTOCOL), id);
    }

    /** {@code jhash_3words}. */
    private static U32 jhash(U32 first, U32 second, U32 third, U32 seed) {
        var start = seed.add(0xdeadbeefL + (3 << 2));
        var a = first.add(start);
        var b = second.add(start);
        var c = third.add(start);
        c = c.xor(b).sub(b.rotateLeft(u32(14)));
        a = a.xor(c).sub(c.rotateLeft(u32(11)));
        b = b.xor(a).sub(a.rotateLeft(u32(25)));
        c = c.xor(b).sub(b.rotateLeft(u32(16)));
        a = a.xor(c).sub(c.rotateLeft(u32(4)));
        b = b.xor(a).sub(a.rotateLeft(u32(14)));
        return c.xor(b).sub(b.rotateLeft(u32(24)));
    }
}
