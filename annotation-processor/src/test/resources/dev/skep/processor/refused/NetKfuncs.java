import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.18")
final class NetKfuncs {
    @KernelType("flow_offload_tuple_rhash")
    static final class Flow {}

    @KernelType("bpf_sock_ops_kern")
    static final class SockOpsKern {}

    @Kfunc("bpf_xdp_metadata_rx_timestamp")
    static native int timestamp(XdpContext context, U32 timestamp);

    @Kfunc("bpf_xdp_metadata_rx_timestamp")
    static native int elsewhere(SkBuff skb, U64 timestamp);

    @Xdp
    static int tooSmall(XdpContext context) {
        var cell = U32.of(0);
        return timestamp(context, cell);
//                                ^ SKEP2029 `bpf_xdp_metadata_rx_timestamp` takes no `U32` here
    }

    @Tc
    static int later(SkBuff skb) {
        return elsewhere(skb, U64.of(0));
//                      ^ SKEP3023 `bpf_xdp_metadata_rx_timestamp` is not for programs of type `BPF_PROG_TYPE_SCHED_CLS`
    }

    @SockOps
    static int uncast(SockOpsContext context) {
        return dev.skep.lang.NetKfuncs.sockOpsEnableTxTstamp(context, 0);
//                                                           ^ SKEP2029 `bpf_sock_ops_enable_tx_tstamp` takes no `SockOpsContext` here
    }

    @Tc
    static int unlooked(SkBuff skb) {
        return dev.skep.lang.NetKfuncs.skAssignTcpReqsk(skb, skb.sk, new BpfTcpReqAttrs());
//                                                              ^ SKEP2029 `bpf_sk_assign_tcp_reqsk` takes no `BpfSockCommon` here
    }

    @CgroupSkb
    static int unseen(SkBuff skb) {
        return (int) skb.metadataDynptr().size();
//                                     ^ SKEP3023 `bpf_dynptr_from_skb_meta` is not for programs of type `BPF_PROG_TYPE_CGROUP_SKB`
    }
}
