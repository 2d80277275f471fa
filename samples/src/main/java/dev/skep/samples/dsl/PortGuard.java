package dev.skep.samples.dsl;

import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.Case.default_;
import static dev.skep.dsl.CgroupVerdict.ALLOW;
import static dev.skep.dsl.CgroupVerdict.DENY;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.cgroupSkb;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.u8;
import static dev.skep.dsl.net.EtherType.ETH_P_IP;
import static dev.skep.dsl.net.EtherType.ETH_P_IPV6;
import static dev.skep.dsl.net.IpProtocol.IPPROTO_DSTOPTS;
import static dev.skep.dsl.net.IpProtocol.IPPROTO_HOPOPTS;
import static dev.skep.dsl.net.IpProtocol.IPPROTO_ROUTING;
import static dev.skep.dsl.net.IpProtocol.IPPROTO_TCP;
import static dev.skep.dsl.net.IpProtocol.IPPROTO_UDP;
import static dev.skep.kernel.SectionKind.CGROUP_SKB_EGRESS;

import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.CgroupVerdict;
import dev.skep.dsl.Field;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.Packet;
import dev.skep.dsl.ProgramBuilder;
import dev.skep.dsl.S64;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.dsl.Var;
import dev.skep.dsl.context.SkBuff;
import dev.skep.dsl.net.Ipv4Hdr;
import dev.skep.dsl.net.Ipv6Hdr;
import dev.skep.dsl.net.Ipv6OptHdr;
import dev.skep.dsl.net.UdpHdr;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps the processes of a cgroup from sending to blocked ports, and remembers what they tried to send there. */
public final class PortGuard {
    private static final int MAX_EXTENSIONS = 4;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    /** What is known of a blocked port. */
    private static final StructDef BLOCK = struct("Block");

    /** When the port opens again, in nanoseconds since boot; 0 for never. */
    private static final Field<U64> UNTIL = BLOCK.field("until", U64);

    private static final Field<S64> ATTEMPTS = BLOCK.field("attempts", S64);
    private static final Field<S64> MEAN_BYTES = BLOCK.field("meanBytes", S64);

    private static final HashMapDef<U16, Struct> BLOCKED =
            hashMap("blocked", U16, BLOCK).maxEntries(1024);

    private PortGuard() {}

    /** Writes the object to the file that the one argument names. */
    public static void main(String[] arguments) throws IOException {
        object().write(Path.of(arguments[0]));
    }

    /** Builds the object. */
    public static ObjectFile object() {
        return BpfObjects.build(
                "PortGuard", o -> o.license(GPL).program("guard", cgroupSkb(CGROUP_SKB_EGRESS), PortGuard::guard));
    }

    private static void guard(ProgramBuilder<SkBuff, CgroupVerdict> p) {
        var packet = p.packet();
        var protocol = p.variable(u8(0));
        p.switch_(
                p.context().get(SkBuff.PROTOCOL).toHost(),
                case_(ETH_P_IP).then(() -> skipIpv4(p, packet, protocol)),
                case_(ETH_P_IPV6).then(() -> skipIpv6(p, packet, protocol)),
                default_(() -> p.return_(ALLOW)));
        p.switch_(
                protocol.get(),
                case_(IPPROTO_TCP, IPPROTO_UDP).then(() -> judge(p, packet)),
                default_(() -> p.return_(ALLOW)));
    }

    /** Moves behind the header and its options. */
    private static void skipIpv4(
            ProgramBuilder<SkBuff, CgroupVerdict> p, Packet<CgroupVerdict> packet, Var<U8> protocol) {
        var ip = packet.peek(Ipv4Hdr.TYPE).orElseReturn(ALLOW);
        p.ifThen(ip.get(Ipv4Hdr.FRAG_OFF).and(FRAGMENT_OFFSET).ne(0), () -> p.return_(ALLOW));
        packet.skip(ip.get(Ipv4Hdr.IHL).to(U32).mul(4));
        protocol.set(ip.get(Ipv4Hdr.PROTOCOL));
    }

    /** Moves behind the header and its extensions. */
    private static void skipIpv6(
            ProgramBuilder<SkBuff, CgroupVerdict> p, Packet<CgroupVerdict> packet, Var<U8> protocol) {
        var ip = packet.next(Ipv6Hdr.TYPE).orElseReturn(ALLOW);
        protocol.set(ip.get(Ipv6Hdr.NEXTHDR));
        p.block(extensions -> {
            p.repeat(
                    MAX_EXTENSIONS,
                    (i, loop) -> p.switch_(
                            protocol.get(),
                            case_(IPPROTO_HOPOPTS, IPPROTO_ROUTING, IPPROTO_DSTOPTS)
                                    .then(() -> {
                                        var extension =
                                                packet.next(Ipv6OptHdr.TYPE).orElseReturn(ALLOW);
                                        packet.skip(extension
                                                .get(Ipv6OptHdr.HDRLEN)
                                                .to(U32)
                                                .mul(8));
                                        protocol.set(extension.get(Ipv6OptHdr.NEXTHDR));
                                    }),
                            default_(extensions::leave)));
            p.return_(ALLOW);
        });
    }

    private static void judge(ProgramBuilder<SkBuff, CgroupVerdict> p, Packet<CgroupVerdict> packet) {
        var ports = packet.next(UdpHdr.TYPE).orElseReturn(ALLOW); // TCP headers begin with the same ports
        var block = p.lookup(BLOCKED, ports.get(UdpHdr.DEST).toHost()).orElseReturn(ALLOW);
        var until = block.get(UNTIL);
        p.ifThen(until.ne(0), () -> p.ifThen(p.ktimeGetNs().ge(until), () -> p.return_(ALLOW)));

        var attempts = block.get(ATTEMPTS).add(1);
        block.set(ATTEMPTS, attempts);
        var mean = block.get(MEAN_BYTES);
        var length = p.context().get(SkBuff.LEN).to(S64);
        block.set(MEAN_BYTES, mean.add(length.sub(mean).div(attempts)));
        p.return_(DENY);
    }
}
