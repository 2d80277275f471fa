import dev.skep.lang.*;
import dev.skep.lang.net.*;

@KernelType("flow_offload_tuple")
final class FlowTuple {
    @Unsigned short src_port;
}

@KernelType("flow_offload_tuple_rhash")
final class Flow {
    @Embedded
    FlowTuple tuple;
}

@Bpf(license = "GPL", minKernel = "6.11")
final class Tunnels {
    private static final int GUE = 1;

    /** What goes into a tunnel is wrapped, which one that does not cannot be. */
    @Tc
    static int wrapped(SkBuff skb) {
        var encap = new BpfFouEncap();
        encap.dport = 5555;
        if (NetKfuncs.skbSetFouEncap(skb, encap, GUE) >= 0) return -1;
        var key = new BpfTunnelKey();
        key.remote[0] = 0x0a000001;
        if (skb.setTunnelKey(key, 0) < 0) return -2;
        if (NetKfuncs.skbSetFouEncap(skb, encap, GUE) < 0) return -3;
        var again = new BpfFouEncap();
        if (NetKfuncs.skbGetFouEncap(skb, again) < 0) return -4;
        return again.dport;
    }

    @Tc
    static int secured(SkBuff skb) {
        var info = new BpfXfrmInfo();
        info.ifId = 7;
        if (NetKfuncs.skbSetXfrmInfo(skb, info) < 0) return -1;
        if (NetKfuncs.skbGetXfrmInfo(skb, info) < 0) return -2;
        return (int) info.ifId;
    }

    @Xdp
    static int flows(XdpContext context) {
        var tuple = new BpfFibLookup();
        tuple.family = 2;
        tuple.l4Protocol = IpProtocol.TCP;
        tuple.ifindex = context.ingressIfindex;
        var options = new BpfFlowtableOpts();
        var flow = NetKfuncs.xdpFlowLookup(context, tuple, options, Flow.class);
        return flow == null ? options.error : (int) flow.tuple.src_port;
    }
}
