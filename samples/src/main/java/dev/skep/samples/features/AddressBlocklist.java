package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfLpmTrie;
import dev.skep.lang.ByteOrder;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/**
 * Drops packets from blocked networks, and counts them. The map finds the longest prefix that an address begins with, so that a smaller network
 * can be let through again.
 */
@Bpf(license = "GPL")
final class AddressBlocklist {
    private static final int ADDRESS_BITS = 32;

    /** The first {@code bits} of an address in network order. */
    record Network(@Unsigned int bits, @Unsigned int address) {}

    @Struct
    static final class Rule {
        boolean allowed;

        @Unsigned
        long dropped;
    }

    static final BpfLpmTrie<Network, Rule> networks = BpfLpmTrie.of(1000);

    private AddressBlocklist() {}

    @Xdp
    static XdpAction guard(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return PASS;
        var rule = networks.lookup(new Network(ADDRESS_BITS, ByteOrder.htonl(ip.saddr)));
        if (rule == null || rule.allowed) return PASS;
        rule.dropped++;
        return DROP;
    }
}
