package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Bpf;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Tcp;
import dev.skep.lang.net.TcpFlag;

/**
 * Reads the largest segment size (MSS) that a TCP handshake offers. Options are of many lengths, so a loop walks over them; the switch in it
 * leaves the loop, or goes on with it, by its label.
 */
@Bpf(license = "GPL")
final class TcpOptions {
    private static final int MAX_OPTIONS = 10;
    private static final int END = 0;
    private static final int NOTHING = 1;
    private static final int MSS = 2;

    @Struct
    static final class Octet {
        @Unsigned
        byte value;
    }

    @Struct
    static final class Word {
        @BigEndian
        @Unsigned
        short value;
    }

    /** The last size that was offered; 0 when none was. */
    static @Unsigned int mss;

    private TcpOptions() {}

    @Xdp
    static XdpAction readOptions(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null || packet.next(Ipv4.class) == null) return PASS;
        var tcp = packet.next(Tcp.class);
        if (tcp == null || (tcp.flags & TcpFlag.SYN) == 0) return PASS;

        mss = 0;
        options:
        for (int i = 0; i < MAX_OPTIONS; i++) {
            var kind = packet.next(Octet.class);
            if (kind == null) break;
            switch (kind.value) {
                case END -> {
                    break options;
                }
                case NOTHING -> {
                    continue options;
                }
                default -> {
                    var length = packet.next(Octet.class);
                    if (length == null) break options;
                    if (kind.value == MSS) {
                        var offered = packet.next(Word.class);
                        if (offered != null) mss = offered.value;
                        break options;
                    }
                    packet.skip(length.value - 2 & 0xff);
                }
            }
        }
        return PASS;
    }
}
