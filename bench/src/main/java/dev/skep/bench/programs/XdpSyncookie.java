package dev.skep.bench.programs;

import static dev.skep.lang.ByteOrder.htonl;
import static dev.skep.lang.ByteOrder.htons;
import static dev.skep.lang.ByteOrder.ntohs;
import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;
import static dev.skep.lang.XdpAction.TX;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.Length;
import dev.skep.lang.Memory;
import dev.skep.lang.Name;
import dev.skep.lang.Struct;
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

/** Answers who opens a TCP connection, and keeps nothing: the number that it answers with is a SipHash of the addresses and ports. */
@Bpf(license = "GPL")
final class XdpSyncookie {
    private static final int HEADER = 20;
    private static final int TCP_WORDS = 5;
    private static final int HOPS = 64;
    private static final int WINDOW = 65535;

    @Struct
    static final class Key {
        @Unsigned
        long first;

        @Unsigned
        long second;
    }

    /** A header of IP or TCP as what their checksums add up. */
    @Struct
    static final class Header {
        @Unsigned
        @Length(HEADER / 2)
        short[] words;
    }

    static final BpfArray<Key> secret = BpfArray.of(1);

    private XdpSyncookie() {}

    @Xdp
    @Name("xdp_syncookie")
    static XdpAction answer(XdpContext context) {
        var packet = context.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return DROP;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return DROP;
        var tcp = packet.next(Tcp.class);
        if (tcp == null) return DROP;
        if (ethernet.proto != EtherType.IP || (ip.versionIhl & 0xf) != 5 || ip.protocol != IpProtocol.TCP) return PASS;
        if ((tcp.flags & (TcpFlag.SYN | TcpFlag.FIN | TcpFlag.RST)) != TcpFlag.SYN) return PASS;
        var key = secret.lookup(0);
        if (key == null) return DROP;

        @Unsigned int sequence = tcp.seq;
        @Unsigned long addresses = ((long) htonl(ip.saddr) << 32) | htonl(ip.daddr);
        @Unsigned long ports = ((long) htons(tcp.source) << 48) | ((long) htons(tcp.dest) << 32) | sequence;
        @Unsigned long hash = sipHash(addresses, ports, key);

        @Unsigned int address = ip.saddr;
        ip.saddr = ip.daddr;
        ip.daddr = address;
        @Unsigned short port = tcp.source;
        tcp.source = tcp.dest;
        tcp.dest = port;
        tcp.ackSeq = sequence + 1;
        tcp.seq = (int) (hash ^ (hash >>> 32));
        tcp.flags |= TcpFlag.ACK;
        tcp.doff = (byte) ((tcp.doff & 0xf) | (TCP_WORDS << 4));
        tcp.window = (short) WINDOW;
        tcp.urgPtr = 0;
        tcp.check = 0;
        ip.ttl = HOPS;
        ip.totLen = 2 * HEADER;
        ip.check = 0;
        ip.check = ntohs(folded(sum(Memory.as(ip, Header.class))));
        tcp.check = ntohs(folded(sum(Memory.as(tcp, Header.class)) + pseudoHeader(ip)));
        swapAddresses(ethernet);
        return TX;
    }

    /** SipHash-2-4 of 16 bytes. */
    private static @Unsigned long sipHash(@Unsigned long first, @Unsigned long second, Key key) {
        var state = new SipState(
                0x736f6d6570736575L ^ key.first,
                0x646f72616e646f6dL ^ key.second,
                0x6c7967656e657261L ^ key.first,
                0x7465646279746573L ^ key.second);
        state = mixed(state, first);
        state = mixed(state, second);
        state = mixed(state, 16L << 56);
        state = twice(twice(new SipState(state.a, state.b, state.c ^ 0xff, state.d)));
        return state.a ^ state.b ^ state.c ^ state.d;
    }

    private record SipState(
            @Unsigned long a,
            @Unsigned long b,
            @Unsigned long c,
            @Unsigned long d) {}

    private static SipState mixed(SipState before, @Unsigned long message) {
        var state = twice(new SipState(before.a, before.b, before.c, before.d ^ message));
        return new SipState(state.a ^ message, state.b, state.c, state.d);
    }

    private static SipState twice(SipState state) {
        return round(round(state));
    }

    private static SipState round(SipState before) {
        @Unsigned long a = before.a + before.b;
        @Unsigned long c = before.c + before.d;
        @Unsigned long b = Long.rotateLeft(before.b, 13) ^ a;
        @Unsigned long d = Long.rotateLeft(before.d, 16) ^ c;
        a = Long.rotateLeft(a, 32) + d;
        c += b;
        return new SipState(a, Long.rotateLeft(b, 17) ^ c, Long.rotateLeft(c, 32), Long.rotateLeft(d, 21) ^ a);
    }

    private static @Unsigned int sum(Header header) {
        @Unsigned int sum = 0;
        for (@Unsigned short word : header.words) sum += word;
        return sum;
    }

    /** What the checksum of TCP covers besides its own header. */
    private static @Unsigned int pseudoHeader(Ipv4 ip) {
        @Unsigned int source = htonl(ip.saddr);
        @Unsigned int dest = htonl(ip.daddr);
        return (source & 0xffff)
                + (source >>> 16)
                + (dest & 0xffff)
                + (dest >>> 16)
                + htons((short) IpProtocol.TCP)
                + htons((short) HEADER);
    }

    private static @Unsigned short folded(@Unsigned int sum) {
        @Unsigned int once = (sum & 0xffff) + (sum >>> 16);
        return (short) ~((once & 0xffff) + (once >>> 16));
    }

    private static void swapAddresses(Ethernet ethernet) {
        for (int i = 0; i < ethernet.dest.length; i++) {
            byte address = ethernet.dest[i];
            ethernet.dest[i] = ethernet.source[i];
            ethernet.source[i] = address;
        }
    }
}
