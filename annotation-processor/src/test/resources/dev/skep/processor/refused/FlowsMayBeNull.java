import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.11")
final class FlowsMayBeNull {
    @KernelType("flow_offload_tuple_rhash")
    static final class Flow {
        @Unsigned int dir;
    }

    @Xdp
    static int unchecked(XdpContext context) {
        var flow = NetKfuncs.xdpFlowLookup(context, new BpfFibLookup(), new BpfFlowtableOpts(), Flow.class);
        return (int) flow.dir;
//                   ^ SKEP3002 `flow` may be null here: `bpf_xdp_flow_lookup` returned it in line 12
    }
}
