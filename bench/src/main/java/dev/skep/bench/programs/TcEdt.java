package dev.skep.bench.programs;

import static dev.skep.lang.TcAction.OK;
import static dev.skep.lang.TcAction.SHOT;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.ByteOrder;
import dev.skep.lang.Kernel;
import dev.skep.lang.Name;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Struct;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.Unsigned;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/** Paces what leaves by its destination: each packet gets the earliest time at which it may depart. */
@Bpf(license = "GPL", minKernel = "6.6")
final class TcEdt {
    private static final long SECOND = 1_000_000_000L;
    private static final long HORIZON = 2 * SECOND;

    /** What is known of the packets to one destination. */
    @Struct
    @Name("agg")
    static final class Aggregate {
        /** Bytes a second. */
        @Unsigned
        long bps;

        /** When the last packet departs. */
        @Unsigned
        @Name("t_last")
        long last;

        @Unsigned
        @Name("horizon_drops")
        long horizonDrops;

        @Unsigned
        long bytes;
    }

    /** By IPv4 address in network order. */
    static final BpfHashMap<@Unsigned Integer, Aggregate> classes = BpfHashMap.of(256);

    private TcEdt() {}

    @Tc
    @Name("tc_edt")
    static TcAction pace(SkBuff skb) {
        if (skb.protocol() != EtherType.IP) return OK;
        var packet = skb.packet();
        if (packet.next(Ethernet.class) == null) return SHOT;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return SHOT;
        var aggregate = classes.lookup(ByteOrder.htonl(ip.daddr));
        if (aggregate == null) return OK;

        @Unsigned long now = Kernel.ktimeNs();
        @Unsigned long time = skb.tstamp;
        if (time < now) time = now;
        @Unsigned long delay = (@Unsigned long) skb.wireLen * SECOND / aggregate.bps;
        @Unsigned long next = aggregate.last + delay;
        aggregate.bytes += skb.wireLen;
        if (next <= time) {
            aggregate.last = time;
            return OK;
        }
        if (next - now >= HORIZON) {
            aggregate.horizonDrops++;
            return SHOT;
        }
        aggregate.last = next;
        skb.tstamp = next;
        return OK;
    }
}
