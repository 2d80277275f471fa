package dev.skep.samples.tools;

import static dev.skep.lang.SkAction.DROP;
import static dev.skep.lang.SkAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfSockMap;
import dev.skep.lang.SkAction;
import dev.skep.lang.SkLookup;
import dev.skep.lang.SkLookupContext;
import dev.skep.lang.U32;
import dev.skep.lang.Unsigned;
import dev.skep.lang.net.IpProtocol;

/** Gives connections to addresses and ports that user space lists to its sockets, wherever those listen. */
@Bpf(license = "GPL")
final class SteerSocket {
    private static final int AF_INET = 2;

    record Service(@Unsigned int address, @Unsigned short port) {}

    /** Which of the sockets serves; the address 0 stands for all that are not listed. */
    static final BpfHashMap<Service, U32> services = BpfHashMap.of(1024);

    static final BpfSockMap sockets = BpfSockMap.of(64);

    private SteerSocket() {}

    @SkLookup
    static SkAction steer(SkLookupContext context) {
        if (context.family != AF_INET || context.protocol != IpProtocol.TCP) return PASS;
        @Unsigned short port = (short) context.localPort;
        var place = services.lookup(new Service(context.localIp4, port));
        if (place == null) place = services.lookup(new Service(0, port));
        if (place == null) return PASS;
        try (var socket = sockets.lookup(place.value)) {
            if (socket == null) return DROP;
            return context.assign(socket, 0) == 0 ? PASS : DROP;
        }
    }
}
