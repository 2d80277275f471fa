package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Tcp;

/**
 * Counts TCP segments that start with something new and those that repeat, by sequence numbers that wrap at 2³². The numbers have no sign, the
 * distance of two of them has one.
 */
@Bpf(license = "GPL")
final class SequenceNumbers {
    /** The highest number that a segment began with. */
    static @Unsigned int highest;

    static @Unsigned long fresh;
    static @Unsigned long repeated;

    /** How many of a hundred segments repeat; a division by 0 is 0 in the kernel. */
    static @Unsigned long percent;

    private SequenceNumbers() {}

    @Xdp
    static XdpAction watch(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null || packet.next(Ipv4.class) == null) return PASS;
        var tcp = packet.next(Tcp.class);
        if (tcp == null) return PASS;

        int ahead = tcp.seq - highest; // below zero for what was seen already, however the numbers wrap
        if (ahead > 0 || fresh == 0) {
            highest = tcp.seq;
            fresh++;
        } else {
            repeated++;
        }
        percent = repeated * 100 / (fresh + repeated);
        return PASS;
    }
}
