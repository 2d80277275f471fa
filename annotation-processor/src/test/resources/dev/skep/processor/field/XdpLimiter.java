import dev.skep.lang.*;
import dev.skep.lang.net.*;
import static dev.skep.lang.XdpAction.*;

/** SYNs and UDP packets of each source, limited within a window; allow-listed ones pass. */
@Bpf(license = "GPL", minKernel = "5.10")
final class XdpLimiter {
    record Source(@Unsigned long high, @Unsigned long low) {}
    record Allow(@Unsigned int bits, @BigEndian @Unsigned int address) {}

    @Struct
    static final class Window {
        @Unsigned long start;
        @Unsigned int packets;
        @Unsigned int bytes;
    }

    enum Reason { PASSED, ALLOWED, MALFORMED, LIMITED, FRAGMENT, OTHER }

    @Config static @Unsigned int maxPackets = 100;
    @Config static @Unsigned long windowNs = 1_000_000_000L;

    static final BpfLruPerCpuHashMap<Source, Window> windows = BpfLruPerCpuHashMap.of(65536);
    static final BpfLpmTrie<Allow, U8> allowed = BpfLpmTrie.of(1024);
    static final BpfPerCpuArray<U64> reasons = BpfPerCpuArray.of(Reason.values().length);

    private XdpLimiter() {}

    private static XdpAction count(Reason reason) {
        var c = reasons.lookup(reason.ordinal());
        if (c != null) c.value++;
        return switch (reason) {
            case LIMITED, MALFORMED, FRAGMENT -> DROP;
            default -> PASS;
        };
    }

    private static boolean limited(Source source, int bytes) {
        @Unsigned long now = Kernel.ktimeNs();
        var w = windows.lookup(source);
        if (w == null) {
            var fresh = new Window();
            fresh.start = now;
            fresh.packets = 1;
            fresh.bytes = bytes;
            windows.update(source, fresh);
            return false;
        }
        if (now - w.start > windowNs) {
            w.start = now;
            w.packets = 0;
            w.bytes = 0;
        }
        w.packets++;
        w.bytes += bytes;
        return w.packets > maxPackets;
    }

    private static Reason transport(Packet packet, int protocol, Source source, int bytes) {
        switch (protocol) {
            case IpProtocol.TCP: {
                var tcp = packet.next(Tcp.class);
                if (tcp == null) return Reason.MALFORMED;
                if ((tcp.flags & TcpFlag.SYN) == 0 || (tcp.flags & TcpFlag.ACK) != 0) return Reason.PASSED;
                break;
            }
            case IpProtocol.UDP:
                var udp = packet.next(Udp.class);
                if (udp == null || udp.len < 8) return Reason.MALFORMED;
                break;
            default:
                return Reason.OTHER;
        }
        return limited(source, bytes) ? Reason.LIMITED : Reason.PASSED;
    }

    @Xdp
    static XdpAction limit(XdpContext ctx) {
        var packet = ctx.packet();
        int bytes = (int) packet.remaining();
        var eth = packet.next(Ethernet.class);
        if (eth == null) return count(Reason.MALFORMED);
        int type = eth.proto;
        for (int i = 0; i < 2; i++) {
            if (type != EtherType.VLAN && type != EtherType.VLAN_SERVICE) break;
            var vlan = packet.next(Vlan.class);
            if (vlan == null) return count(Reason.MALFORMED);
            type = vlan.proto;
        }
        Reason reason = Reason.OTHER;
        if (type == EtherType.IP) {
            var ip = packet.next(Ipv4.class);
            if (ip == null || (ip.versionIhl & 15) < 5) return count(Reason.MALFORMED);
            if ((ip.fragOff & 0x3fff) != 0) return count(Reason.FRAGMENT);
            if (allowed.lookup(new Allow(32, ip.saddr)) != null) return count(Reason.ALLOWED);
            var source = new Source(0, ip.saddr);
            int protocol = ip.protocol;
            int words = ip.versionIhl & 15;
            if (words > 5) packet.skip((words - 5) * 4);
            reason = transport(packet, protocol, source, bytes);
        } else if (type == EtherType.IPV6) {
            var ip = packet.next(Ipv6.class);
            if (ip == null) return count(Reason.MALFORMED);
            long high = 0, low = 0;
            for (int i = 0; i < 8; i++) {
                high = high << 8 | Byte.toUnsignedLong(ip.saddr[i]);
                low = low << 8 | Byte.toUnsignedLong(ip.saddr[i + 8]);
            }
            reason = transport(packet, ip.nexthdr, new Source(high, low), bytes);
        }
        return count(reason);
    }
}
