package dev.skep.samples.features;

import static dev.skep.lang.TcAction.OK;

import dev.skep.lang.Bpf;
import dev.skep.lang.Config;
import dev.skep.lang.Kernel;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.Unsigned;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/**
 * Marks each packet with the number of the worker that serves its two addresses. They are mixed by a handful of instructions in assembly, which
 * stand where the call is; arguments come in from {@code r1} on, the result goes out in {@code r0}.
 */
@Bpf(license = "GPL")
final class FlowShard {
    @Config
    static @Unsigned int workers = 4;

    private FlowShard() {}

    @Tc
    static TcAction choose(SkBuff skb) {
        var packet = skb.packet();
        if (packet.next(Ethernet.class) == null) return OK;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return OK;
        @Unsigned int hash = (int) Kernel.asm("""
                r0 = r1
                r0 ^= r2            # the same in both directions
                r1 = r0
                r1 >>= 15
                r0 ^= r1
                r0 *= 0x2c1b3c6d
                r1 = r0
                r1 >>= 32
                r0 ^= r1
                """, ip.saddr, ip.daddr);
        skb.mark = hash % workers;
        return OK;
    }
}
