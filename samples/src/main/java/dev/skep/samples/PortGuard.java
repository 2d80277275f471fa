package dev.skep.samples;

import static dev.skep.lang.CgroupSkb.Direction.EGRESS;
import static dev.skep.lang.SkAction.DROP;
import static dev.skep.lang.SkAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.CgroupSkb;
import dev.skep.lang.Kernel;
import dev.skep.lang.Packet;
import dev.skep.lang.SkAction;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Ipv6;
import dev.skep.lang.net.Ipv6Option;
import dev.skep.lang.net.Udp;

/** Keeps the processes of a cgroup from sending to blocked ports, and remembers what they tried to send there. */
@Bpf(license = "GPL")
final class PortGuard {
    private static final int MAX_EXTENSIONS = 4;
    private static final int FRAGMENT_OFFSET = 0x1fff;
    private static final int UNKNOWN = -1;

    /** What is known of a blocked port. */
    @Struct
    static final class Block {
        /** When the port opens again, in nanoseconds since boot; 0 for never. */
        @Unsigned
        long until;

        long attempts;
        long meanBytes;
    }

    static final BpfHashMap<@Unsigned Short, Block> blocked = BpfHashMap.of(1024);

    private PortGuard() {}

    @CgroupSkb(EGRESS)
    static SkAction guard(SkBuff skb) {
        var packet = skb.packet();
        int protocol =
                switch (skb.protocol()) {
                    case EtherType.IP -> skipIpv4(packet);
                    case EtherType.IPV6 -> skipIpv6(packet);
                    default -> UNKNOWN;
                };
        return switch (protocol) {
            case IpProtocol.TCP, IpProtocol.UDP -> judge(packet, skb.len);
            default -> PASS;
        };
    }

    /** Moves behind the header and its options and returns the protocol of what follows. */
    private static int skipIpv4(Packet packet) {
        var ip = packet.peek(Ipv4.class);
        if (ip == null || (ip.fragOff & FRAGMENT_OFFSET) != 0) return UNKNOWN;
        packet.skip((ip.versionIhl & 0xf) * 4);
        return ip.protocol;
    }

    /** Moves behind the header and its extensions and returns the protocol of what follows. */
    private static int skipIpv6(Packet packet) {
        var ip = packet.next(Ipv6.class);
        if (ip == null) return UNKNOWN;
        int protocol = ip.nexthdr;
        for (int i = 0; i < MAX_EXTENSIONS; i++) {
            switch (protocol) {
                case IpProtocol.HOPOPTS, IpProtocol.ROUTING, IpProtocol.DSTOPTS -> {
                    var extension = packet.next(Ipv6Option.class);
                    if (extension == null) return UNKNOWN;
                    packet.skip(extension.hdrlen * 8);
                    protocol = extension.nexthdr;
                }
                default -> {
                    return protocol;
                }
            }
        }
        return UNKNOWN;
    }

    private static SkAction judge(Packet packet, @Unsigned int length) {
        var ports = packet.next(Udp.class); // TCP headers begin with the same ports
        if (ports == null) return PASS;

        var block = blocked.lookup(ports.dest);
        if (block == null) return PASS;
        if (block.until != 0 && Kernel.ktimeNs() >= block.until) return PASS;

        block.attempts++;
        block.meanBytes += (length - block.meanBytes) / block.attempts;
        return DROP;
    }
}
