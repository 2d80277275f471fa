import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "Dual BSD/GPL")
final class Packets {
    @Tc
    static TcAction program(SkBuff skb) {
        if (skb.protocol() != EtherType.IP) return TcAction.UNSPEC;
        var packet = skb.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return TcAction.OK;
        var ip = packet.peek(Ipv4.class);
        if (ip == null || ip.ttl == 0) return TcAction.SHOT;
        ip.ttl--;
        packet.skip((ip.versionIhl & 15) << 2);
        return port(packet) == 53 ? TcAction.OK : TcAction.PIPE;
    }

    private static int port(Packet packet) {
        var udp = packet.next(Udp.class);
        return udp == null ? -1 : udp.dest;
    }
}
