package dev.skep.bench.dsl;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.Case.default_;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.HashMapDef.lruHashMap;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.be32;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.UpdateFlag.NOEXIST;
import static dev.skep.dsl.XdpAction.DROP;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.net.EtherType.ETH_P_IP;
import static dev.skep.dsl.net.EtherType.ETH_P_IPV6;

import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.Be32;
import dev.skep.dsl.BpfObjects;
import dev.skep.dsl.Field;
import dev.skep.dsl.HashMapDef;
import dev.skep.dsl.ObjectFile;
import dev.skep.dsl.S64;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U64;
import dev.skep.dsl.XdpBuilder;
import dev.skep.dsl.net.EthHdr;
import dev.skep.dsl.net.Ipv4Hdr;
import dev.skep.dsl.net.Ipv6Hdr;

/** Lets a source send so many packets in a second, and some more at once; those who are denied send none. */
public final class XdpRatelimit {
    /** What stands before an IPv4 address in one of IPv6: {@code ::ffff:0.0.0.0}. */
    private static final int MAPPED = 0xffff;

    private static final long SECOND_NS = 1_000_000_000;

    /** Tokens that a packet costs. */
    private static final long PACKET = 1000;

    /** An address of IPv6. */
    private static final StructDef SOURCE = struct("Source");

    static final Field<S64> START = SOURCE.field("start", S64);
    private static final Field<Be32> PREFIX = SOURCE.field("prefix", BE32);
    private static final Field<Be32> ADDRESS = SOURCE.field("address", BE32);

    private static final StructDef BUCKET = struct("Bucket");
    private static final Field<U64> TOKENS = BUCKET.field("tokens", U64);

    /** When they were counted last, in nanoseconds since boot. */
    private static final Field<U64> LAST = BUCKET.field("last", U64);

    private static final Field<S64> DROPS = BUCKET.field("drops", S64);

    private static final StructDef LIMIT = struct("Limit");
    private static final Field<U64> PACKETS_PER_SECOND = LIMIT.field("packetsPerSecond", U64);
    private static final Field<U64> BURST = LIMIT.field("burst", U64);

    private static final ArrayDef<Struct> LIMITS = array("cfg_map", LIMIT).maxEntries(1);
    private static final HashMapDef<Struct, U64> DENIED =
            hashMap("deny", SOURCE, U64).maxEntries(1024);
    private static final HashMapDef<Struct, Struct> BUCKETS =
            lruHashMap("buckets", SOURCE, BUCKET).maxEntries(4096);

    private XdpRatelimit() {}

    /** Builds the object. */
    public static ObjectFile object() {
        return BpfObjects.build(
                "XdpRatelimit", o -> o.license(GPL).program("xdp_ratelimit", xdp(), XdpRatelimit::limit));
    }

    private static void limit(XdpBuilder p) {
        var source = source(p);
        p.lookup(DENIED, source).ifPresent(drops -> {
            drops.atomicAdd(1);
            p.return_(DROP);
        });
        var limit = p.lookup(LIMITS, u32(0)).orElseReturn(PASS);
        var now = p.ktimeGetNs();
        var most = limit.get(BURST).mul(PACKET);
        p.lookup(BUCKETS, source).ifPresentOrElse(bucket -> take(p, bucket, limit, now, most), () -> {
            var fresh = p.local(BUCKET);
            fresh.set(TOKENS, most);
            fresh.set(LAST, now);
            p.update(BUCKETS, source, fresh, NOEXIST);
            p.return_(PASS);
        });
    }

    private static Struct source(XdpBuilder p) {
        var packet = p.packet();
        var ethernet = packet.next(EthHdr.TYPE).orElseReturn(DROP);
        var source = p.local(SOURCE);
        p.switch_(
                ethernet.get(EthHdr.PROTO).toHost(),
                case_(ETH_P_IP).then(() -> {
                    var ip = packet.next(Ipv4Hdr.TYPE).orElseReturn(DROP);
                    source.set(PREFIX, be32(MAPPED));
                    source.set(ADDRESS, ip.get(Ipv4Hdr.SADDR));
                }),
                case_(ETH_P_IPV6).then(() -> {
                    var ip = packet.next(Ipv6Hdr.TYPE).orElseReturn(DROP);
                    source.copyFrom(ip.get(Ipv6Hdr.SADDR).as(SOURCE));
                }),
                default_(() -> p.return_(PASS)));
        return source;
    }

    private static void take(XdpBuilder p, Struct bucket, Struct limit, U64 now, U64 most) {
        var passed = now.sub(bucket.get(LAST)).min(SECOND_NS);
        var earned = passed.mul(limit.get(PACKETS_PER_SECOND)).div(1_000_000);
        var tokens = bucket.get(TOKENS).add(earned).min(most);
        bucket.set(LAST, now);
        p.ifThen(tokens.lt(PACKET), () -> {
            bucket.set(TOKENS, tokens);
            bucket.set(DROPS, bucket.get(DROPS).add(1));
            p.return_(DROP);
        });
        bucket.set(TOKENS, tokens.sub(PACKET));
        p.return_(PASS);
    }
}
