package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.Kernel;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Udp;

/**
 * Gives each client its own share of DNS queries. The bucket, its functions and its settings come from {@link TokenBucket}: whatever another
 * {@code @Bpf} class of the build has is linked into this object.
 */
@Bpf(license = "GPL", minKernel = "6.8")
final class DnsLimiter {
    private static final int DNS = 53;

    static final BpfLruHashMap<@Unsigned Integer, TokenBucket.Bucket> clients = BpfLruHashMap.of(1024);

    private DnsLimiter() {}

    @Xdp
    static XdpAction limit(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null || ip.protocol != IpProtocol.UDP) return PASS;
        var udp = packet.next(Udp.class);
        if (udp == null || udp.dest != DNS) return PASS;

        var bucket = clients.lookupOrInsert(ip.saddr);
        if (bucket == null) return PASS;
        return TokenBucket.take(bucket, Kernel.ktimeNs()) != 0 ? PASS : DROP;
    }
}
