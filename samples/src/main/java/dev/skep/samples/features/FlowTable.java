package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Udp;

/**
 * Counts packets and bytes of each flow. A record is the key of the map: it is compared by its bytes, and whatever lies between its components
 * is zero.
 */
@Bpf(license = "GPL")
final class FlowTable {
    record Flow(
            @Unsigned int source,
            @Unsigned int destination,
            @Unsigned short sourcePort,
            @Unsigned short destinationPort,
            @Unsigned byte protocol) {}

    @Struct
    static final class Traffic {
        @Unsigned
        long packets;

        @Unsigned
        long bytes;
    }

    static final BpfHashMap<Flow, Traffic> flows = BpfHashMap.of(10_000);

    private FlowTable() {}

    @Xdp
    static XdpAction account(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return PASS;
        var ports = packet.next(Udp.class); // TCP headers begin with the same ports
        if (ports == null) return PASS;

        var flow = new Flow(ip.saddr, ip.daddr, ports.source, ports.dest, ip.protocol);
        var traffic = flows.lookup(reversed(flow));
        if (traffic == null) traffic = flows.lookupOrInsert(flow);
        if (traffic == null) return PASS; // the table is full

        traffic.packets++;
        traffic.bytes += ip.totLen;
        return PASS;
    }

    /** The flow of the answers, which counts as the same. */
    private static Flow reversed(Flow flow) {
        return new Flow(flow.destination(), flow.source(), flow.destinationPort(), flow.sourcePort(), flow.protocol());
    }
}
