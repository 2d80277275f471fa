import dev.skep.lang.*;
import dev.skep.lang.net.*;

/** Each host gets so many bytes a second, with a burst; what is more is dropped. */
@Bpf(license = "GPL", minKernel = "5.15")
final class Police {
    static final long NSEC_PER_SEC = 1_000_000_000L;

    @Struct
    static final class Bucket {
        BpfSpinLock lock;
        @Unsigned long tokens;
        @Unsigned long last;
        @Unsigned long dropped;
    }

    @Config static @Unsigned long bytesPerSecond = 0;
    @Config static @Unsigned long burst = 150;

    static final BpfHashMap<@Unsigned Integer, Bucket> buckets = BpfHashMap.of(4096);
    static final BpfHashMap<@Unsigned Integer, U32> marks = BpfHashMap.of(64);

    private Police() {}

    private static boolean take(Bucket bucket, @Unsigned long bytes, @Unsigned long now) {
        boolean granted = false;
        try (var held = bucket.lock.hold()) {
            if (bucket.last == 0) {
                bucket.tokens = burst;
            } else {
                @Unsigned long elapsed = now - bucket.last;
                bucket.tokens = Math.min(bucket.tokens + elapsed * bytesPerSecond / NSEC_PER_SEC, burst);
            }
            bucket.last = now;
            if (bucket.tokens >= bytes) {
                bucket.tokens -= bytes;
                granted = true;
            } else {
                bucket.dropped++;
            }
        }
        return granted;
    }

    @Tc
    static TcAction police(SkBuff skb) {
        var packet = skb.packet();
        var eth = packet.next(Ethernet.class);
        if (eth == null || eth.proto != EtherType.IP) return TcAction.OK;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return TcAction.SHOT;
        int source = ip.saddr;
        int tos = ip.tos;
        var bucket = buckets.lookup(source);
        if (bucket == null) {
            buckets.insert(source, new Bucket());
            bucket = buckets.lookup(source);
            if (bucket == null) return TcAction.OK;
        }
        if (!take(bucket, skb.len, Kernel.ktimeNs())) return TcAction.SHOT;
        var mark = marks.lookup(tos >> 2);
        if (mark != null) skb.mark = mark.value;
        return TcAction.OK;
    }
}
