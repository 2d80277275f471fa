package dev.skep.bench.programs;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.Kernel;
import dev.skep.lang.Memory;
import dev.skep.lang.Name;
import dev.skep.lang.Struct;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Ipv6;

/** Lets a source send so many packets in a second, and some more at once; those who are denied send none. */
@Bpf(license = "GPL")
final class XdpRatelimit {
    /** What stands before an IPv4 address in one of IPv6: {@code ::ffff:0.0.0.0}. */
    private static final int MAPPED = 0xffff;

    private static final long SECOND_NS = 1_000_000_000;

    /** Tokens that a packet costs. */
    private static final long PACKET = 1000;

    /** An address of IPv6. */
    @Struct
    static final class Source {
        long start;

        @BigEndian
        @Unsigned
        int prefix;

        @BigEndian
        @Unsigned
        int address;
    }

    @Struct
    static final class Bucket {
        @Unsigned
        long tokens;

        /** When they were counted last, in nanoseconds since boot. */
        @Unsigned
        long last;

        long drops;
    }

    @Struct
    static final class Limit {
        @Unsigned
        long packetsPerSecond;

        @Unsigned
        long burst;
    }

    @Name("cfg_map")
    static final BpfArray<Limit> limits = BpfArray.of(1);

    @Name("deny")
    static final BpfHashMap<Source, U64> denied = BpfHashMap.of(1024);

    static final BpfLruHashMap<Source, Bucket> buckets = BpfLruHashMap.of(4096);

    private XdpRatelimit() {}

    @Xdp
    @Name("xdp_ratelimit")
    static XdpAction limit(XdpContext context) {
        var packet = context.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return DROP;

        var source = new Source();
        switch ((int) ethernet.proto) {
            case EtherType.IP -> {
                var ip = packet.next(Ipv4.class);
                if (ip == null) return DROP;
                source.prefix = MAPPED;
                source.address = ip.saddr;
            }
            case EtherType.IPV6 -> {
                var ip = packet.next(Ipv6.class);
                if (ip == null) return DROP;
                Memory.copy(source, Memory.as(ip.saddr, Source.class));
            }
            default -> {
                return PASS;
            }
        }

        var drops = denied.lookup(source);
        if (drops != null) {
            drops.add(1);
            return DROP;
        }
        var limit = limits.lookup(0);
        if (limit == null) return PASS;
        @Unsigned long now = Kernel.ktimeNs();
        @Unsigned long most = limit.burst * PACKET;
        var bucket = buckets.lookup(source);
        if (bucket == null) {
            var fresh = new Bucket();
            fresh.tokens = most;
            fresh.last = now;
            buckets.insert(source, fresh);
            return PASS;
        }
        return take(bucket, limit, now, most);
    }

    private static XdpAction take(Bucket bucket, Limit limit, @Unsigned long now, @Unsigned long most) {
        @Unsigned long passed = Math.min(now - bucket.last, SECOND_NS);
        @Unsigned long tokens = Math.min(bucket.tokens + passed * limit.packetsPerSecond / 1_000_000, most);
        bucket.last = now;
        if (tokens < PACKET) {
            bucket.tokens = tokens;
            bucket.drops++;
            return DROP;
        }
        bucket.tokens = tokens - PACKET;
        return PASS;
    }
}
