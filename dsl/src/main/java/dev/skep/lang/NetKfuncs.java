package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/**
 * Functions of the kernel for packets and sockets, under its own names without {@code bpf_}, as {@link Kfuncs} has others.
 *
 * <p>Those of {@code bpf_xdp_metadata_…} ask the device that a packet came in by, and are for programs that are loaded for one device, {@code
 * BPF_F_XDP_DEV_BOUND_ONLY}: loaders are told of both. They return {@code -EOPNOTSUPP} (-95) where its driver never knows, and {@code -ENODATA}
 * (-61) where it does not know of this packet.
 */
public final class NetKfuncs {
    private NetKfuncs() {}

    /** Asks when a packet came in, in nanoseconds of the device's clock, and returns 0 or a negative error: {@code bpf_xdp_metadata_rx_timestamp}. Kernel 6.3. */
    @Kfunc("bpf_xdp_metadata_rx_timestamp")
    public static int xdpMetadataRxTimestamp(XdpContext context, U64 timestamp) {
        throw KernelOnly.here();
    }

    /**
     * Asks for the hash of a packet, and returns 0 or a negative error: {@code bpf_xdp_metadata_rx_hash}. Kernel 6.3.
     *
     * @param rssType filled in: what the hash is over, {@code enum xdp_rss_hash_type}
     */
    @Kfunc("bpf_xdp_metadata_rx_hash")
    public static int xdpMetadataRxHash(XdpContext context, U32 hash, U32 rssType) {
        throw KernelOnly.here();
    }

    /**
     * Asks for the VLAN tag that the device took from a packet, and returns 0 or a negative error: {@code bpf_xdp_metadata_rx_vlan_tag}.
     * Kernel 6.8.
     *
     * @param vlanProto filled in: {@code ETH_P_8021Q} or {@code ETH_P_8021AD}, in network order
     * @param vlanTci filled in: the number of the VLAN, and its priority
     */
    @Kfunc("bpf_xdp_metadata_rx_vlan_tag")
    public static int xdpMetadataRxVlanTag(XdpContext context, U16 vlanProto, U16 vlanTci) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to the IPsec state that {@code options} describe, null when there is none: {@code bpf_xdp_get_xfrm_state}. Kernel 6.8.
     *
     * @param type a {@link KernelType} class of {@code xfrm_state}
     */
    @Kfunc("bpf_xdp_get_xfrm_state")
    public static <T> @Nullable BpfReference<T> xdpGetXfrmState(
            XdpContext context, BpfXfrmStateOpts options, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Returns the flow of a flow table that a packet belongs to, null when there is none: {@code bpf_xdp_flow_lookup}. Needs the module {@code
     * nf_flow_table}. Kernel 6.11.
     *
     * @param tuple the addresses of the packet, and the device that it came in by
     * @param type a {@link KernelType} class of {@code flow_offload_tuple_rhash}
     */
    @Kfunc("bpf_xdp_flow_lookup")
    public static <T> @Nullable T xdpFlowLookup(
            XdpContext context, BpfFibLookup tuple, BpfFlowtableOpts options, Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Reads which interface of the module {@code xfrm_interface} a packet came in by, and returns 0 or a negative error: {@code
     * bpf_skb_get_xfrm_info}. Kernel 6.2.
     */
    @Kfunc("bpf_skb_get_xfrm_info")
    public static int skbGetXfrmInfo(SkBuff skb, BpfXfrmInfo to) {
        throw KernelOnly.here();
    }

    /**
     * Says which interface of the module {@code xfrm_interface} a packet is to go out by, and returns 0 or a negative error: {@code
     * bpf_skb_set_xfrm_info}. Kernel 6.2.
     */
    @Kfunc("bpf_skb_set_xfrm_info")
    public static int skbSetXfrmInfo(SkBuff skb, BpfXfrmInfo from) {
        throw KernelOnly.here();
    }

    /**
     * Reads the ports that a packet was wrapped with by the module {@code fou}, and returns 0 or a negative error: {@code
     * bpf_skb_get_fou_encap}. Kernel 6.4.
     */
    @Kfunc("bpf_skb_get_fou_encap")
    public static int skbGetFouEncap(SkBuff skb, BpfFouEncap encap) {
        throw KernelOnly.here();
    }

    /**
     * Says with which ports the module {@code fou} is to wrap a packet that goes into an {@code ipip} tunnel, and returns 0 or a negative error:
     * {@code bpf_skb_set_fou_encap}. Kernel 6.4.
     *
     * @param type {@code FOU_BPF_ENCAP_FOU} (0) or {@code FOU_BPF_ENCAP_GUE} (1)
     */
    @Kfunc("bpf_skb_set_fou_encap")
    public static int skbSetFouEncap(SkBuff skb, BpfFouEncap encap, int type) {
        throw KernelOnly.here();
    }

    /**
     * Lets a listening socket take a packet that comes in as the last one of a handshake, whose first ones a program has answered itself with a
     * SYN cookie; returns 0 or a negative error: {@code bpf_sk_assign_tcp_reqsk}. Kernel 6.11.
     *
     * @param sk what {@link Kernel#skcToTcpSock} returned for a socket that was looked up
     */
    @Kfunc("bpf_sk_assign_tcp_reqsk")
    public static int skAssignTcpReqsk(SkBuff skb, Object sk, BpfTcpReqAttrs attrs) {
        throw KernelOnly.here();
    }

    /**
     * Gives a system call another path of a Unix socket, and returns 0 or a negative error: {@code bpf_sock_addr_set_sun_path}. For programs of
     * {@link CgroupSockAddr}. Kernel 6.7.
     *
     * @param context a {@link KernelType} class of {@code bpf_sock_addr_kern}, by {@link Kfuncs#castToKernCtx}
     * @param sunPath the path and nothing behind but NULs
     */
    @Kfunc("bpf_sock_addr_set_sun_path")
    public static int sockAddrSetSunPath(Object context, @Unsigned byte[] sunPath) {
        throw KernelOnly.here();
    }

    /**
     * Lets the device note when the packet of {@code BPF_SOCK_OPS_TSTAMP_SENDMSG_CB} is sent, and returns 0 or a negative error: {@code
     * bpf_sock_ops_enable_tx_tstamp}. For programs of {@link SockOps}. Kernel 6.15.
     *
     * @param context a {@link KernelType} class of {@code bpf_sock_ops_kern}, by {@link Kfuncs#castToKernCtx}
     * @param flags 0
     */
    @Kfunc("bpf_sock_ops_enable_tx_tstamp")
    public static int sockOpsEnableTxTstamp(Object context, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Closes a socket and returns 0 or a negative error: {@code bpf_sock_destroy}. For iterators of {@code tcp} and {@code udp}. Kernel 6.5. */
    @Kfunc("bpf_sock_destroy")
    public static int sockDestroy(Object sock) {
        throw KernelOnly.here();
    }
}
