package dev.skep.samples.features;

import static dev.skep.lang.SkAction.DROP;
import static dev.skep.lang.SkAction.PASS;

import dev.skep.lang.Atomic;
import dev.skep.lang.Bpf;
import dev.skep.lang.BpfSockMap;
import dev.skep.lang.Config;
import dev.skep.lang.SkAction;
import dev.skep.lang.SkLookup;
import dev.skep.lang.SkLookupContext;
import dev.skep.lang.Unsigned;

/**
 * Lets one socket serve a whole range of ports. The program chooses the socket for a new connection, before the kernel looks for one by itself;
 * a reference to it is given back where its {@code try} ends.
 */
@Bpf(license = "GPL")
final class PortRange {
    @Config
    static @Unsigned int first = 7000;

    @Config
    static @Unsigned int last = 7999;

    /** User space puts its socket in at 0. */
    static final BpfSockMap servers = BpfSockMap.of(1);

    static @Unsigned int steered;

    private PortRange() {}

    @SkLookup
    static SkAction choose(SkLookupContext context) {
        if (context.localPort < first || context.localPort > last) return PASS;
        try (var server = servers.lookup(0)) {
            if (server == null) return DROP;
            if (context.assign(server, 0) == 0) Atomic.add(steered, 1);
        }
        return PASS;
    }
}
