package dev.skep.samples.features;

import static dev.skep.lang.TcAction.OK;

import dev.skep.lang.Bpf;
import dev.skep.lang.SkBuff;
import dev.skep.lang.Tc;
import dev.skep.lang.TcAction;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/**
 * Gives packets on their way out the priority that their traffic class (DSCP) asks for. A table of constants becomes read-only data of the
 * object; the mask tells that the index is within it. A program for tc.
 */
@Bpf(license = "GPL")
final class DscpPriority {
    /** Priority by the first three bits of the class: bulk below the rest, voice above it, network control on top. */
    private static final int[] PRIORITY = {0, 1, 2, 3, 4, 6, 7, 7};

    private DscpPriority() {}

    @Tc
    static TcAction prioritize(SkBuff skb) {
        var packet = skb.packet();
        if (packet.next(Ethernet.class) == null) return OK;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return OK;
        skb.priority = PRIORITY[ip.tos >>> 5 & 7];
        return OK;
    }
}
