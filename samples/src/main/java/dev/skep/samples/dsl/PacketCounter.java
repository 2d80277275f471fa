package dev.skep.samples.dsl;

import static dev.skep.dsl.ArrayDef.perCpuArray;
import static dev.skep.dsl.ConfigDef.config;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.net.EtherType.ETH_P_8021AD;
import static dev.skep.dsl.net.EtherType.ETH_P_8021Q;
import static dev.skep.dsl.net.EtherType.ETH_P_IP;
import static dev.skep.dsl.net.EtherType.ETH_P_IPV6;

import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.ConfigDef;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.dsl.XdpBuilder;
import dev.skep.dsl.net.EthHdr;
import dev.skep.dsl.net.Ipv4Hdr;
import dev.skep.dsl.net.Ipv6Hdr;
import dev.skep.dsl.net.VlanHdr;
import java.io.IOException;
import java.nio.file.Path;

/** Counts packets by transport protocol, behind up to two VLAN tags; then drops them, or lets them pass. */
public final class PacketCounter {
    private static final int MAX_TAGS = 2;

    /** Packets by transport protocol, for each CPU; those that are not IP under 0. */
    private static final ArrayDef<U64> PACKETS = perCpuArray("packets", U64).maxEntries(256);

    /** Whether counted packets pass. */
    private static final ConfigDef<U8> PASS_COUNTED = config("pass", U8, 0);

    private PacketCounter() {}

    /** Writes the object to the file that the one argument names. */
    public static void main(String[] arguments) throws IOException {
        object().write(Path.of(arguments[0]));
    }

    /** Builds the object. */
    public static ObjectFile object() {
        return BpfObjects.build(
                "PacketCounter", o -> o.license(GPL).program("countPacket", xdp(), PacketCounter::countPacket));
    }

    private static void countPacket(XdpBuilder p) {
        var packet = p.packet();

        var ethernet = packet.next(EthHdr.TYPE).orElseReturn(DROP);
        var type = p.variable(ethernet.get(EthHdr.PROTO));

        for (var tags = 0; tags < MAX_TAGS; tags++) {
            p.ifThen(type.get().eq(ETH_P_8021Q).or(type.get().eq(ETH_P_8021AD)), () -> {
                var vlan = packet.next(VlanHdr.TYPE).orElseReturn(DROP);
                type.set(vlan.get(VlanHdr.ENCAPSULATED_PROTO));
            });
        }

        var protocol = p.variable(u32(0));
        p.ifThen(type.get().eq(ETH_P_IP), () -> {
            var ip = packet.next(Ipv4Hdr.TYPE).orElseReturn(DROP);
            protocol.set(ip.get(Ipv4Hdr.PROTOCOL).to(U32));
        });
        p.ifThen(type.get().eq(ETH_P_IPV6), () -> {
            var ip = packet.next(Ipv6Hdr.TYPE).orElseReturn(DROP);
            protocol.set(ip.get(Ipv6Hdr.NEXTHDR).to(U32));
        });

        p.lookup(PACKETS, protocol.get())
                .ifPresent(count -> count.set(count.get().add(1)));
        p.ifThen(p.config(PASS_COUNTED).ne(0), () -> p.return_(PASS));
        p.return_(DROP);
    }
}
