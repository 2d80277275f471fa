import dev.skep.lang.*;
import dev.skep.lang.net.*;

@Bpf(license = "GPL")
final class StalePackets {
    @Xdp
    static XdpAction cut(XdpContext context) {
        var packet = context.packet();
        var ethernet = packet.next(Ethernet.class);
        if (ethernet == null) return XdpAction.DROP;
        if (!context.adjustHead(4)) return XdpAction.DROP;
        ethernet.proto = EtherType.IP;
//      ^ SKEP3019 `bpf_xdp_adjust_head` in line 11 may have moved the packet since this pointer into it was made
        var ip = packet.next(Ipv4.class);
        if (ip != null && ip.ttl > 1) return XdpAction.PASS;
//                        ^ SKEP3019 `bpf_xdp_adjust_head` in line 11 may have moved the packet since this pointer into it was made
        var again = context.packet().next(Ethernet.class);
        return again != null && again.proto == EtherType.IP ? XdpAction.PASS : XdpAction.DROP;
    }

    @Xdp
    static XdpAction loop(XdpContext context) {
        var tag = context.packet().next(Vlan.class);
        for (int i = 0; i < 4; i++) {
            if (tag == null || tag.proto != EtherType.VLAN) return XdpAction.PASS;
//                             ^ SKEP3019 `bpf_xdp_adjust_head` in line 27 may have moved the packet since this pointer into it was made
            if (!context.adjustHead(4)) return XdpAction.DROP;
        }
        return XdpAction.DROP;
    }

    @Xdp
    static XdpAction fresh(XdpContext context) {
        var tag = context.packet().next(Vlan.class);
        for (int i = 0; i < 4; i++) {
            if (tag == null || tag.proto != EtherType.VLAN) return XdpAction.PASS;
            if (!context.adjustHead(4)) return XdpAction.DROP;
            tag = context.packet().next(Vlan.class);
        }
        return XdpAction.DROP;
    }

    @Xdp
    static XdpAction calls(XdpContext context) {
        var tag = context.packet().next(Vlan.class);
        if (tag == null) return XdpAction.DROP;
        boolean shorter = isShortened(context);
        return shorter && isTag(tag) ? XdpAction.PASS : XdpAction.DROP;
//                             ^ SKEP3019 `isShortened` in line 47 may have moved the packet since this pointer into it was made
    }

    @Subprogram
    static boolean isShortened(XdpContext context) {
        return context.adjustHead(4);
    }

    @Subprogram
    static boolean isTag(Vlan tag) {
        return tag.proto == EtherType.VLAN;
    }
}
