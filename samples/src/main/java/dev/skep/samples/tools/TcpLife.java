package dev.skep.samples.tools;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Kernel;
import dev.skep.lang.KernelTypes;
import dev.skep.lang.Struct;
import dev.skep.lang.Tracepoint;
import dev.skep.lang.U64;
import dev.skep.lang.Unsigned;

/** Sends a record when a TCP connection ends: its ports, and how long it lasted. */
@Bpf(license = "GPL")
@KernelTypes
final class TcpLife {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_ESTABLISHED = 1;
    private static final int TCP_CLOSE = 7;

    /** The life of a connection. */
    @Struct
    static final class Life {
        /** Nanoseconds. */
        @Unsigned
        long lasted;

        @Unsigned
        int family;

        @Unsigned
        short localPort;

        @Unsigned
        short remotePort;
    }

    /** When a connection was established, by the address of its socket. */
    static final BpfHashMap<@Unsigned Long, U64> established = BpfHashMap.of(10_240);

    static final BpfRingBuffer<Life> lives = BpfRingBuffer.ofBytes(64 * 1024);

    private TcpLife() {}

    @Tracepoint("sock/inet_sock_set_state")
    static int stateChanges(trace_event_raw_inet_sock_set_state context) {
        if (context.protocol != IPPROTO_TCP) return 0;
        @Unsigned long socket = context.skaddr;
        if (context.newstate == TCP_ESTABLISHED) established.update(socket, U64.of(Kernel.ktimeNs()));
        if (context.newstate != TCP_CLOSE) return 0;
        var since = established.lookup(socket);
        if (since == null) return 0;
        try (var slot = lives.reserve()) {
            if (slot != null) {
                Life life = slot.value();
                life.lasted = Kernel.ktimeNs() - since.value;
                life.family = context.family;
                life.localPort = context.sport;
                life.remotePort = context.dport;
                slot.submit();
            }
        }
        established.delete(socket);
        return 0;
    }
}
