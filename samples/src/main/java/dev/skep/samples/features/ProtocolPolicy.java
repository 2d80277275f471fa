package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.Ethernet;
import dev.skep.lang.net.Ipv4;

/**
 * Lets packets pass, counts or drops them, as user space decided for each IP protocol. The policies are an enum: numbers in memory, names in
 * the program, in the types of the object and in user space.
 */
@Bpf(license = "GPL")
final class ProtocolPolicy {
    enum Policy {
        ALLOW,
        WATCH,
        DENY
    }

    @Struct
    static final class Rule {
        Policy policy;

        @Unsigned
        int watched;
    }

    static final BpfArray<Rule> rules = BpfArray.of(256);

    private ProtocolPolicy() {}

    @Xdp
    static XdpAction decide(XdpContext context) {
        var packet = context.packet();
        if (packet.next(Ethernet.class) == null) return PASS;
        var ip = packet.next(Ipv4.class);
        if (ip == null) return PASS;
        var rule = rules.lookup(ip.protocol);
        if (rule == null) return PASS;

        return switch (rule.policy) {
            case WATCH -> {
                rule.watched++;
                yield PASS;
            }
            case DENY -> DROP;
            default -> PASS;
        };
    }
}
