package dev.skep.bench.programs;

import static dev.skep.lang.TcAction.OK;
import static dev.skep.lang.TcAction.SHOT;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.ByteOrder;
import dev.skep.lang.Length;
import dev.skep.lang.Name;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Struct;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;

/** An ordered list of rules for sources, protocols and ports; the extension headers of IPv6 are skipped. */
@Bpf(license = "GPL", minKernel = "6.6")
final class TcAcl {
    private static final int RULES = 32;
    private static final int MAX_EXTENSIONS = 4;
    private static final int FARTHEST = 512;

    @Struct
    @Name("rule")
    static final class Rule {
        @Unsigned
        int net;

        @Unsigned
        int mask;

        @Unsigned
        short lo;

        @Unsigned
        short hi;

        /** 0 for any. */
        @Unsigned
        byte proto;

        @Unsigned
        byte action;

        @Unsigned
        byte used;

        @Unsigned
        byte pad;
    }

    @Struct
    @Name("ruleset")
    static final class RuleSet {
        @Unsigned
        int n;

        @Unsigned
        @Name("dflt")
        int otherwise;

        @Length(RULES)
        @Name("r")
        Rule[] rules;
    }

    /** An IPv6 header, its addresses in words. */
    @Struct
    static final class Ipv6 {
        @Unsigned
        int versionFlow;

        @Unsigned
        short payloadLen;

        @Unsigned
        byte nexthdr;

        @Unsigned
        byte hopLimit;

        @Length(4)
        @Unsigned
        int[] saddr;

        @Length(4)
        @Unsigned
        int[] daddr;
    }

    /** The start of an extension header. */
    @Struct
    static final class Extension {
        @Unsigned
        byte nexthdr;

        @Unsigned
        byte hdrlen;
    }

    /** The start of a TCP or UDP header. */
    @Struct
    static final class Ports {
        @BigEndian
        @Unsigned
        short source;

        @BigEndian
        @Unsigned
        short dest;
    }

    static final BpfArray<RuleSet> rules = BpfArray.of(1);

    /** Packets by the rule they met; the last number counts those that met none. */
    static final BpfPerCpuArray<U64> hits = BpfPerCpuArray.of(RULES + 1);

    private TcAcl() {}

    @Tc
    @Name("tc_acl")
    static TcAction judge(SkBuff skb) {
        var packet = skb.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return SHOT;
        int type = ethernet.proto;

        @Unsigned int addr;
        int proto;
        if (type == EtherType.IP) {
            var ip = packet.peek(Ipv4.class);
            if (ip == null) return SHOT;
            addr = ip.saddr;
            proto = ip.protocol;
            packet.skip((ip.versionIhl & 0xf) * 4);
        } else if (type == EtherType.IPV6) {
            var ip = packet.next(Ipv6.class);
            if (ip == null) return SHOT;
            addr = ByteOrder.ntohl(ip.saddr[3]);
            proto = ip.nexthdr;
            int bytes = 14 + 40;
            for (int i = 0; i < MAX_EXTENSIONS; i++) {
                if (proto != IpProtocol.HOPOPTS && proto != IpProtocol.ROUTING && proto != IpProtocol.DSTOPTS) break;
                var extension = packet.peek(Extension.class);
                if (extension == null) return SHOT;
                proto = extension.nexthdr;
                bytes += 8 + extension.hdrlen * 8;
                if (bytes > FARTHEST) return SHOT;
                packet.skip(8 + extension.hdrlen * 8);
            }
        } else {
            return OK;
        }

        int port = 0;
        if (proto == IpProtocol.TCP || proto == IpProtocol.UDP) {
            var ports = packet.next(Ports.class);
            if (ports == null) return SHOT;
            port = ports.dest;
        }

        var ruleset = rules.lookup(0);
        if (ruleset == null) return OK;
        @Unsigned int which = RULES;
        @Unsigned int action = ruleset.otherwise;
        for (@Unsigned int i = 0; i < RULES; i++) {
            if (i >= ruleset.n) break;
            var rule = ruleset.rules[i];
            if ((rule.mask & addr) != rule.net) continue;
            if (rule.proto != 0 && rule.proto != proto) continue;
            if (port < rule.lo || port > rule.hi) continue;
            which = i;
            action = rule.action;
            break;
        }
        var hit = hits.lookup(which);
        if (hit != null) hit.value++;
        return action != 0 ? OK : SHOT;
    }
}
