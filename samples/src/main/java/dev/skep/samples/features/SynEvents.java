package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfRingBuffer;
import dev.skep.lang.Kernel;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.IpProtocol;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Tcp;
import dev.skep.lang.net.TcpFlag;

/**
 * Tells user space of each connection that somebody asks for. Room in the ring buffer belongs to a {@code try}: what is not submitted when it is
 * left is given back.
 */
@Bpf(license = "GPL")
final class SynEvents {
    @Struct
    static final class Attempt {
        @Unsigned
        long time;

        @Unsigned
        int client;

        @Unsigned
        short port;
    }

    static final BpfRingBuffer<Attempt> attempts = BpfRingBuffer.ofBytes(4096);

    /** Those that found the buffer full. */
    static @Unsigned long lost;

    private SynEvents() {}

    @Xdp
    static XdpAction report(XdpContext context) {
        try (var slot = attempts.reserve()) {
            if (slot == null) {
                lost++;
                return PASS;
            }
            var packet = context.packet();
            if (packet.next(Ethernet.class) == null) return PASS;
            var ip = packet.next(Ipv4.class);
            if (ip == null || ip.protocol != IpProtocol.TCP) return PASS;
            var tcp = packet.next(Tcp.class);
            if (tcp == null || (tcp.flags & TcpFlag.SYN) == 0) return PASS;

            var attempt = slot.value();
            attempt.time = Kernel.ktimeNs();
            attempt.client = ip.saddr;
            attempt.port = tcp.dest;
            slot.submit();
        }
        return PASS;
    }
}
