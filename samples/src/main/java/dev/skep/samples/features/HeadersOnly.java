package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.SkBuff;
import dev.skep.lang.SocketFilter;
import dev.skep.lang.U8;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.IpProtocol;

/**
 * Hands a packet socket the headers of UDP packets and nothing else. What a socket filter returns is how many bytes the socket gets to see; 0
 * means none of it.
 */
@Bpf(license = "GPL")
final class HeadersOnly {
    private static final int HEADERS = 14 + 20 + 8;
    private static final int PROTOCOL = 9;
    private static final int FROM_NETWORK_HEADER = 1;

    private HeadersOnly() {}

    @SocketFilter
    static int trim(SkBuff skb) {
        if (skb.protocol() != EtherType.IP) return 0;
        var protocol = U8.of((byte) 0);
        if (skb.loadBytesRelative(PROTOCOL, protocol, FROM_NETWORK_HEADER) != 0) return 0;
        return protocol.value == IpProtocol.UDP ? HEADERS : 0;
    }
}
