package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Bpf;
import dev.skep.lang.Struct;
import dev.skep.lang.Union;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;

/**
 * Keeps what ICMP messages say: the last ping, the last gateway, the last packet size that fits. The same four bytes of the header mean one or
 * another thing, as the type says: a union.
 */
@Bpf(license = "GPL")
final class IcmpMessages {
    private static final int UNREACHABLE = 3;
    private static final int REDIRECT = 5;
    private static final int ECHO = 8;
    private static final int FRAGMENTATION_NEEDED = 4;

    @Struct
    static final class Icmp {
        @Unsigned
        byte type;

        @Unsigned
        byte code;

        @BigEndian
        @Unsigned
        short checksum;

        Rest rest;
    }

    @Union
    static final class Rest {
        Echo echo;
        PathMtu path;

        @BigEndian
        @Unsigned
        int gateway;
    }

    @Struct
    static final class Echo {
        @BigEndian
        @Unsigned
        short id;

        @BigEndian
        @Unsigned
        short sequence;
    }

    @Struct
    static final class PathMtu {
        @Unsigned
        short unused;

        @BigEndian
        @Unsigned
        short mtu;
    }

    static @Unsigned int lastPing;
    static @Unsigned int lastGateway;
    static @Unsigned int lastMtu;

    private IcmpMessages() {}

    @Xdp
    static XdpAction listen(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null || ip.protocol != IpProtocol.ICMP) return PASS;
        var icmp = packet.next(Icmp.class);
        if (icmp == null) return PASS;

        switch (icmp.type) {
            case ECHO -> lastPing = icmp.rest.echo.sequence;
            case REDIRECT -> lastGateway = icmp.rest.gateway;
            case UNREACHABLE -> {
                if (icmp.code == FRAGMENTATION_NEEDED) lastMtu = icmp.rest.path.mtu;
            }
            default -> {}
        }
        return PASS;
    }
}
