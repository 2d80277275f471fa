import dev.skep.lang.*;
import dev.skep.lang.net.*;

@KernelType("nf_conn")
final class Connection {
    @Unsigned int timeout;
    @Unsigned long status;
    @Unsigned int mark;
}

@Bpf(license = "GPL", minKernel = "6.1")
final class Conntrack {
    private static final int SEEN_REPLY = 1 << 1;
    private static final int ASSURED = 1 << 2;
    private static final int CONFIRMED = 1 << 3;
    private static final int NAT_MANIP_SRC = 0;
    private static final int NAT_MANIP_DST = 1;

    @Struct
    static final class Found {
        int missing;
        int forbidden;
        @Unsigned int timeout;
        @Unsigned int changed;
        @Unsigned int status;
        @Unsigned int mark;
        @Unsigned int dir;
    }

    static final Found found = new Found();

    /** Made, inserted, looked up and changed. */
    @Xdp
    static int circle(XdpContext context) {
        var tuple = new BpfSockTuple4();
        tuple.saddr = 0x0a000001;
        tuple.daddr = 0x0a000002;
        tuple.sport = 1000;
        tuple.dport = 80;
        var options = new BpfCtOpts();
        options.netnsId = -1;
        options.l4proto = IpProtocol.UDP;
        try (var none = BpfConntrack.xdpLookup(context, tuple, options, Connection.class)) {
            if (none != null) return -1;
            found.missing = options.error;
        }
        try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)) {
            if (entry == null) return -2;
            BpfConntrack.setTimeout(entry, 100_000);
            if (BpfConntrack.setStatus(entry, SEEN_REPLY) < 0) return -3;
            found.forbidden = BpfConntrack.setStatus(entry, CONFIRMED);
            entry.value().mark = 41;
            try (var connection = BpfConntrack.insertEntry(entry)) {
                if (connection == null) return -4;
                connection.value().mark++;
                found.timeout = connection.value().timeout;
            }
        }
        var reply = new BpfSockTuple4();
        reply.saddr = tuple.daddr;
        reply.daddr = tuple.saddr;
        reply.sport = tuple.dport;
        reply.dport = tuple.sport;
        try (var connection = BpfConntrack.xdpLookup(context, reply, options, Connection.class)) {
            if (connection == null) return -5;
            found.status = (int) connection.value().status;
            if (BpfConntrack.changeTimeout(connection.value(), 500_000) < 0) return -6;
            if (BpfConntrack.changeStatus(connection.value(), CONFIRMED | SEEN_REPLY | ASSURED) < 0) return -7;
            found.changed = connection.value().timeout;
            found.mark = connection.value().mark;
            found.dir = options.dir;
        }
        return 0;
    }

    /** Whatever way is left, there are as many connections as ports; a second one of the same addresses cannot be inserted. */
    @Tc
    static int leaves(SkBuff skb) {
        var tuple = new BpfSockTuple6();
        tuple.saddr[3] = 0x01000000;
        tuple.daddr[3] = 0x02000000;
        tuple.dport = 53;
        var options = new BpfCtOpts();
        options.netnsId = -1;
        options.l4proto = IpProtocol.TCP;
        for (int i = 0; i < 5; i++) {
            tuple.sport = (short) (2000 + i);
            try (var entry = BpfConntrack.skbAlloc(skb, tuple, options, Connection.class)) {
                if (entry == null) return options.error;
                BpfConntrack.setTimeout(entry, 60_000);
                if (i == 1) continue;
                if (i == 2) entry.close();
                if (i == 4) return second(skb, tuple, options);
            }
        }
        return 0;
    }

    @Inline
    private static int second(SkBuff skb, BpfSockTuple6 tuple, BpfCtOpts options) {
        tuple.sport = 2000;
        try (var entry = BpfConntrack.skbAlloc(skb, tuple, options, Connection.class)) {
            if (entry == null) return -1;
            BpfConntrack.setTimeout(entry, 60_000);
            try (var connection = BpfConntrack.insertEntry(entry)) {
                if (connection != null) return -2;
            }
        }
        try (var connection = BpfConntrack.skbLookup(skb, tuple, options, Connection.class)) {
            return connection == null ? -3 : 7;
        }
    }

    /** Both addresses of the reply are others. */
    @Tc
    static int translated(SkBuff skb) {
        var tuple = new BpfSockTuple4();
        tuple.saddr = 0x0a000003;
        tuple.daddr = 0x0a000004;
        tuple.sport = 3000;
        tuple.dport = 443;
        var options = new BpfCtOpts();
        options.netnsId = -1;
        options.l4proto = IpProtocol.TCP;
        try (var entry = BpfConntrack.skbAlloc(skb, tuple, options, Connection.class)) {
            if (entry == null) return options.error;
            BpfConntrack.setTimeout(entry, 60_000);
            var address = new NfInetAddr();
            address.ip = 0xc0a80001;
            if (BpfConntrack.setNatInfo(entry, address, 5000, NAT_MANIP_SRC) < 0) return -1;
            address.ip = 0xc0a80002;
            if (BpfConntrack.setNatInfo(entry, address, 8443, NAT_MANIP_DST) < 0) return -2;
        }
        return 0;
    }

    /** Nothing is said of it. */
    @Xdp
    static int brief(XdpContext context) {
        var tuple = new BpfSockTuple4();
        tuple.sport = 1;
        var options = new BpfCtOpts();
        options.netnsId = -1;
        options.l4proto = IpProtocol.UDP;
        try (var entry = BpfConntrack.xdpAlloc(context, tuple, options, Connection.class)) {
            if (entry == null) return -1;
            if (context.rxQueueIndex == 0) entry.close();
            return 5;
        }
    }
}
