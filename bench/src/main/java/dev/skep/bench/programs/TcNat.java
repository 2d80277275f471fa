package dev.skep.bench.programs;

import static dev.skep.lang.SkBuff.MARK_MANGLED_0;
import static dev.skep.lang.SkBuff.PSEUDO_HDR;
import static dev.skep.lang.TcAction.OK;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.ByteOrder;
import dev.skep.lang.Name;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Struct;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.U16;
import dev.skep.lang.U32;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Tcp;
import dev.skep.lang.net.Udp;

/** Translates destinations, address and port, one to one and without state. */
@Bpf(license = "GPL", minKernel = "6.6")
final class TcNat {
    private static final int IP = 14;
    private static final int IP_CHECK = IP + 10;
    private static final int IP_DADDR = IP + 16;
    private static final int L4 = IP + 20;
    private static final int L4_DEST = L4 + 2;
    private static final int TCP_CHECK = L4 + 16;
    private static final int UDP_CHECK = L4 + 6;

    /** Where a packet goes, in network order. */
    @Name("nkey")
    record Destination(
            @Unsigned int addr,
            @Unsigned short port,
            @Unsigned byte proto,
            @Unsigned byte dir) {}

    /** Where it goes instead, in network order. */
    @Struct
    @Name("nval")
    static final class Target {
        @Unsigned
        int addr;

        @Unsigned
        short port;

        @Unsigned
        short pad;

        U64 hits;
    }

    static final BpfHashMap<Destination, Target> nat = BpfHashMap.of(4096);

    private TcNat() {}

    @Tc
    @Name("tc_nat")
    static TcAction translate(SkBuff skb) {
        var packet = skb.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return OK;
        var ip = packet.next(Ipv4.class);
        if (ip == null || ethernet.proto != EtherType.IP || (ip.versionIhl & 0xf) != 5) return OK;

        @Unsigned int addr = ByteOrder.htonl(ip.daddr);
        @Unsigned byte proto = ip.protocol;
        @Unsigned short port;
        @Unsigned int check;
        @Unsigned int flags;
        if (proto == IpProtocol.TCP) {
            var tcp = packet.next(Tcp.class);
            if (tcp == null) return OK;
            port = ByteOrder.htons(tcp.dest);
            check = TCP_CHECK;
            flags = 0;
        } else if (proto == IpProtocol.UDP) {
            var udp = packet.next(Udp.class);
            if (udp == null) return OK;
            port = ByteOrder.htons(udp.dest);
            check = UDP_CHECK;
            flags = MARK_MANGLED_0;
        } else {
            return OK;
        }

        var target = nat.lookup(new Destination(addr, port, proto, (byte) 0));
        if (target == null) return OK;
        target.hits.add(1);
        var newAddr = U32.of(target.addr);
        var newPort = U16.of(target.port);

        skb.l4CsumReplace(check, addr, newAddr.value, flags | PSEUDO_HDR | 4);
        skb.l4CsumReplace(check, port, newPort.value, flags | 2);
        skb.l3CsumReplace(IP_CHECK, addr, newAddr.value, 4);
        skb.storeBytes(IP_DADDR, newAddr, 0);
        skb.storeBytes(L4_DEST, newPort, 0);
        return OK;
    }
}
