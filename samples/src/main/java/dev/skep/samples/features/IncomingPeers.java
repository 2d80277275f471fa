package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.Config;
import dev.skep.lang.Kernel;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/** Lets packets in from those only whom this machine has sent something to lately, as {@link OutgoingPeers} knows. */
@Bpf(license = "GPL", object = "peers")
final class IncomingPeers {
    private static final @Unsigned long SECOND = 1_000_000_000;

    /** How long an answer may take. */
    @Config
    static @Unsigned int seconds = 60;

    private IncomingPeers() {}

    @Xdp
    static XdpAction admit(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return PASS;

        var sent = OutgoingPeers.peers.lookup(ip.saddr);
        return sent != null && Kernel.ktimeNs() - sent.value < seconds * SECOND ? PASS : DROP;
    }
}
