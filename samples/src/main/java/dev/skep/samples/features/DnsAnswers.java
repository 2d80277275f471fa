package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Bits;
import dev.skep.lang.Bpf;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;
import dev.skep.lang.net.Udp;

/**
 * Counts DNS answers by their result, and those that were cut short. The flags of the header are bit-fields; the first one is the lowest bit,
 * as C has it on little-endian machines.
 */
@Bpf(license = "GPL")
final class DnsAnswers {
    private static final int DNS = 53;

    @Struct
    static final class DnsHeader {
        @BigEndian
        @Unsigned
        short id;

        @Bits(1)
        boolean recursionDesired;

        @Bits(1)
        boolean truncated;

        @Bits(1)
        boolean authoritative;

        @Bits(4)
        @Unsigned
        byte opcode;

        @Bits(1)
        boolean answer;

        @Bits(4)
        @Unsigned
        byte result;

        @Bits(4)
        @Unsigned
        byte others;
    }

    /** Answers by result: 0 is fine, 3 is a name that does not exist. */
    static final int[] results = new int[16];

    static int truncated;

    private DnsAnswers() {}

    @Xdp
    static XdpAction count(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null || packet.next(Ipv4.class) == null) return PASS;
        var udp = packet.next(Udp.class);
        if (udp == null || udp.source != DNS) return PASS;
        var dns = packet.next(DnsHeader.class);
        if (dns == null || !dns.answer) return PASS;

        results[dns.result]++;
        if (dns.truncated) truncated++;
        return PASS;
    }
}
