package dev.skep.samples.features;

import static dev.skep.lang.XdpAction.DROP;
import static dev.skep.lang.XdpAction.PASS;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfProgArray;
import dev.skep.lang.Unsigned;
import dev.skep.lang.Xdp;
import dev.skep.lang.XdpAction;
import dev.skep.lang.XdpContext;
import dev.skep.lang.net.EtherType;
import dev.skep.lang.net.Ethernet;

/**
 * Counts packets by protocol, in a program for each protocol. A program goes on in another one that an array holds, and comes back only where
 * there is none.
 */
@Bpf(license = "GPL")
final class ParserStages {
    /** By position: what {@code values} names. */
    static final BpfProgArray stages = BpfProgArray.of(4).values("countIpv4", "countIpv6");

    static @Unsigned long ipv4;
    static @Unsigned long ipv6;
    static @Unsigned long others;

    private ParserStages() {}

    @Xdp
    static XdpAction dispatch(XdpContext context) {
        var ethernet = context.packet().next(Ethernet.class);
        if (ethernet == null) return DROP;
        int type = ethernet.proto;
        switch (type) {
            case EtherType.IP -> stages.tailCall(context, 0);
            case EtherType.IPV6 -> stages.tailCall(context, 1);
            default -> stages.tailCall(context, 2); // nobody is there, unless user space puts somebody in
        }
        others++;
        return PASS;
    }

    @Xdp
    static XdpAction countIpv4(XdpContext context) {
        ipv4++;
        return PASS;
    }

    @Xdp
    static XdpAction countIpv6(XdpContext context) {
        ipv6++;
        return PASS;
    }
}
