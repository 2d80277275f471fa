package dev.skep.bench.programs;

import static dev.skep.lang.SkAction.DROP;
import static dev.skep.lang.SkAction.PASS;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfSockMap;
import dev.skep.lang.Name;
import dev.skep.lang.SkAction;
import dev.skep.lang.SkLookup;
import dev.skep.lang.SkLookupContext;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.net.IpProtocol;

/** Steers new connections to a range of ports, on some local addresses, to one socket. */
@Bpf(license = "GPL", minKernel = "6.6")
final class SkSteer {
    private static final int AF_INET = 2;
    private static final int RULES = 8;

    /** Which connections go to which socket. */
    @Struct
    @Name("bind")
    static final class Binding {
        /** The local address; 0 for any. */
        @BigEndian
        @Unsigned
        int addr;

        @Unsigned
        short lo;

        /** The last port of the range; 0 ends the list. */
        @Unsigned
        short hi;

        @Unsigned
        int slot;
    }

    static final BpfArray<Binding> binds = BpfArray.of(RULES);
    static final BpfSockMap socks = BpfSockMap.of(8);

    private SkSteer() {}

    @SkLookup
    @Name("sk_steer")
    static SkAction steer(SkLookupContext context) {
        if (context.family != AF_INET || context.protocol != IpProtocol.TCP) return PASS;
        for (int i = 0; i < RULES; i++) {
            var binding = binds.lookup(i);
            if (binding == null || binding.hi == 0) break;
            if (binding.addr != 0 && binding.addr != context.localIp4) continue;
            if (context.localPort < binding.lo || context.localPort > binding.hi) continue;
            try (var socket = socks.lookup(binding.slot)) {
                if (socket == null) return DROP;
                return context.assign(socket, 0) == 0 ? PASS : DROP;
            }
        }
        return PASS;
    }
}
