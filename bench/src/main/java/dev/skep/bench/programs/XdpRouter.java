package dev.skep.bench.programs;

import static dev.skep.lang.ByteOrder.htons;
import static dev.skep.lang.ByteOrder.ntohs;
import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfDevMap;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfLpmTrie;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.Length;
import dev.skep.lang.Name;
import dev.skep.lang.Struct;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/** Routes IPv4: by what is known of single addresses, else by the longest prefix and the neighbour behind it. */
@Bpf(license = "GPL")
final class XdpRouter {
    private static final int MAC = 6;
    private static final int SHORTEST_HEADER = 5;
    private static final int ADDRESS_BITS = 32;

    /** The sum of a header changes by as much when one hop less is left. */
    private static final int ONE_HOP = 0x0100;

    record Address(@BigEndian @Unsigned int value) {}

    record Prefix(@Unsigned int length, @BigEndian @Unsigned int address) {}

    @Struct
    static final class Route {
        /** Where the packet goes next; 0 when its destination is a neighbour. */
        @BigEndian
        @Unsigned
        int gateway;

        @Unsigned
        int port;

        @Unsigned
        long metric;
    }

    @Struct
    static final class Station {
        @Length(MAC)
        byte[] mac;

        short padding;
    }

    /** Everything about an address. */
    @Struct
    static final class Known {
        @Length(MAC)
        byte[] dest;

        @Length(MAC)
        byte[] source;

        @Unsigned
        int port;
    }

    @Name("lpm")
    static final BpfLpmTrie<Prefix, Route> routes = BpfLpmTrie.of(1024);

    @Name("neigh_tab")
    static final BpfHashMap<Address, Station> neighbours = BpfHashMap.of(1024);

    @Name("port_mac")
    static final BpfArray<Station> ports = BpfArray.of(64);

    @Name("fastpath")
    static final BpfLruHashMap<Address, Known> knownAddresses = BpfLruHashMap.of(1024);

    @Name("rxcnt")
    static final BpfPerCpuArray<U64> received = BpfPerCpuArray.of(4);

    @Name("tx_ports")
    static final BpfDevMap devices = BpfDevMap.of(64);

    private XdpRouter() {}

    @Xdp
    @Name("xdp_router")
    static XdpAction route(XdpContext context) {
        var packet = context.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return DROP;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return DROP;
        if (ethernet.proto != EtherType.IP) return PASS;

        var count = received.lookup(0);
        if (count != null) count.value++;
        if (ip.ttl <= 1 || (ip.versionIhl & 0xf) < SHORTEST_HEADER) return PASS;

        int port;
        var known = knownAddresses.lookup(new Address(ip.daddr));
        if (known != null) {
            System.arraycopy(known.dest, 0, ethernet.dest, 0, MAC);
            System.arraycopy(known.source, 0, ethernet.source, 0, MAC);
            port = known.port;
        } else {
            var route = routes.lookup(new Prefix(ADDRESS_BITS, ip.daddr));
            if (route == null) return PASS;
            port = route.port;
            var neighbour = neighbours.lookup(new Address(route.gateway != 0 ? route.gateway : ip.daddr));
            if (neighbour == null) return PASS;
            var own = ports.lookup(port);
            if (own == null) return PASS;
            System.arraycopy(neighbour.mac, 0, ethernet.dest, 0, MAC);
            System.arraycopy(own.mac, 0, ethernet.source, 0, MAC);
        }

        int sum = htons(ip.check) + htons((short) ONE_HOP);
        if (sum >= 0xffff) sum++;
        ip.check = ntohs((short) sum);
        ip.ttl--;
        return devices.redirect(port);
    }
}
