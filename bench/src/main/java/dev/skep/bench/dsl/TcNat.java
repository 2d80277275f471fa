package dev.skep.bench.dsl;

import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.Case.default_;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.tc;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.TcAction.OK;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.be16;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.Types.u64;
import static dev.skep.dsl.context.SkBuff.MARK_MANGLED_0;
import static dev.skep.dsl.context.SkBuff.PSEUDO_HDR;
import static dev.skep.dsl.net.EtherType.ETH_P_IP;
import static dev.skep.dsl.net.IpProtocol.IPPROTO_TCP;
import static dev.skep.dsl.net.IpProtocol.IPPROTO_UDP;

import dev.skep.compiler.Options;
import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Field;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.ProgramBuilder;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.TcAction;
import dev.skep.dsl.U16;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import dev.skep.dsl.context.SkBuff;
import dev.skep.dsl.net.EthHdr;
import dev.skep.dsl.net.Ipv4Hdr;
import dev.skep.dsl.net.TcpHdr;
import dev.skep.dsl.net.UdpHdr;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;

/** Translates destinations, address and port, one to one and without state. */
public final class TcNat {
    private static final int IP = 14;
    private static final int IP_CHECK = IP + 10;
    private static final int IP_DADDR = IP + 16;
    private static final int L4 = IP + 20;
    private static final int L4_DEST = L4 + 2;
    private static final int TCP_CHECK = L4 + 16;
    private static final int UDP_CHECK = L4 + 6;

    /** Where a packet goes. */
    private static final StructDef DESTINATION = struct("nkey");

    private static final Field<Be32> ADDR = DESTINATION.field("addr", BE32);
    private static final Field<Be16> PORT = DESTINATION.field("port", BE16);
    private static final Field<U8> PROTO = DESTINATION.field("proto", U8);
    static final Field<U8> DIR = DESTINATION.field("dir", U8);

    /** Where it goes instead. */
    private static final StructDef TARGET = struct("nval");

    private static final Field<Be32> NEW_ADDR = TARGET.field("addr", BE32);
    private static final Field<Be16> NEW_PORT = TARGET.field("port", BE16);
    static final Field<U16> PAD = TARGET.field("pad", U16);
    private static final Field<U64> HITS = TARGET.field("hits", U64);

    private static final HashMapDef<Struct, Struct> NAT =
            hashMap("nat", DESTINATION, TARGET).maxEntries(4096);

    private TcNat() {}

    /** Builds the object. */
    public static ObjectFile object() {
        return BpfObjects.build("TcNat", o -> o.license(GPL)
                .options(Options.DEFAULT.withTargetKernel(new KernelVersion(6, 6)))
                .program("tc_nat", tc(), TcNat::translate));
    }

    private static void translate(ProgramBuilder<SkBuff, TcAction> p) {
        var packet = p.packet();
        var ethernet = packet.next(EthHdr.TYPE).orElseReturn(OK);
        var ip = packet.next(Ipv4Hdr.TYPE).orElseReturn(OK);
        p.ifThen(ethernet.get(EthHdr.PROTO).ne(ETH_P_IP).or(ip.get(Ipv4Hdr.IHL).ne(5)), () -> p.return_(OK));

        var addr = ip.get(Ipv4Hdr.DADDR);
        var proto = ip.get(Ipv4Hdr.PROTOCOL);
        var port = p.variable(be16(0));
        var check = p.variable(u32(0));
        var flags = p.variable(u64(0));
        p.switch_(
                proto,
                case_(IPPROTO_TCP).then(() -> {
                    port.set(packet.next(TcpHdr.TYPE).orElseReturn(OK).get(TcpHdr.DEST));
                    check.set(TCP_CHECK);
                }),
                case_(IPPROTO_UDP).then(() -> {
                    port.set(packet.next(UdpHdr.TYPE).orElseReturn(OK).get(UdpHdr.DEST));
                    check.set(UDP_CHECK);
                    flags.set(MARK_MANGLED_0);
                }),
                default_(() -> p.return_(OK)));

        var destination = p.local(DESTINATION);
        destination.set(ADDR, addr);
        destination.set(PORT, port.get());
        destination.set(PROTO, proto);
        var target = p.lookup(NAT, destination).orElseReturn(OK);
        target.at(HITS).atomicAdd(1);
        var newAddr = target.get(NEW_ADDR);
        var newPort = target.get(NEW_PORT);

        var skb = p.context();
        p.call(
                Helper.L4_CSUM_REPLACE,
                skb,
                check.get(),
                addr,
                newAddr,
                flags.get().or(PSEUDO_HDR | 4));
        p.call(
                Helper.L4_CSUM_REPLACE,
                skb,
                check.get(),
                port.get(),
                newPort,
                flags.get().or(2));
        p.call(Helper.L3_CSUM_REPLACE, skb, IP_CHECK, addr, newAddr, 4);
        p.call(Helper.SKB_STORE_BYTES, skb, IP_DADDR, newAddr, 4, 0);
        p.call(Helper.SKB_STORE_BYTES, skb, L4_DEST, newPort, 2, 0);
        p.return_(OK);
    }
}
