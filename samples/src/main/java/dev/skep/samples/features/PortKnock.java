package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfTimer;
import dev.skep.lang.Config;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Udp;

/**
 * Keeps a service to those who have knocked at another port. Each guest's entry has a timer, which removes it when the guest has been silent for
 * a while; nobody sweeps the map.
 */
@Bpf(license = "GPL", minKernel = "5.15")
final class PortKnock {
    private static final int KNOCK = 7001;
    private static final int SERVICE = 53;
    private static final @Unsigned long MILLISECOND = 1_000_000;

    @Struct
    static final class Guest {
        BpfTimer silence;
    }

    @Config
    static @Unsigned int milliseconds = 30_000;

    static final BpfHashMap<@Unsigned Integer, Guest> guests = BpfHashMap.of(1024);

    /** How many have gone. */
    static long gone;

    private PortKnock() {}

    @Xdp
    static XdpAction admit(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null || ip.protocol != IpProtocol.UDP) return PASS;
        var udp = packet.next(Udp.class);
        if (udp == null) return PASS;

        if (udp.dest == KNOCK) guests.insert(ip.saddr, new Guest());
        else if (udp.dest != SERVICE) return PASS;
        var guest = guests.lookup(ip.saddr);
        if (guest == null) return DROP;
        guest.silence.init(guests, BpfTimer.Clock.MONOTONIC, PortKnock::leave);
        guest.silence.start(milliseconds * MILLISECOND);
        return PASS;
    }

    private static void leave(@Unsigned int address, Guest guest) {
        if (guests.delete(address)) gone++;
    }
}
