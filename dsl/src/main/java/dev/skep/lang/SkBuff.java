package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/** A packet in the network stack: {@code struct __sk_buff}. Kernel 3.19. */
@KernelContext("__sk_buff")
@SuppressWarnings("NullAway.Init") // the kernel fills it in
public final class SkBuff {
    /** {@code BPF_F_PSEUDO_HDR}: the checksum covers the addresses of the IP header, too. */
    public static final int PSEUDO_HDR = 0x10;

    /** {@code BPF_F_MARK_MANGLED_0}: a checksum of 0 means that there is none, and stays 0. */
    public static final int MARK_MANGLED_0 = 0x20;

    /** {@code BPF_F_RECOMPUTE_CSUM}: the checksum of the packet is kept right. */
    public static final int RECOMPUTE_CSUM = 1;

    /** {@code BPF_F_INVALIDATE_HASH}: the hash of the flow is forgotten. */
    public static final int INVALIDATE_HASH = 2;

    /** Bytes in the packet, whether or not they lie in one piece. */
    public @Unsigned int len;

    /** {@code PACKET_HOST}, {@code PACKET_BROADCAST}, … */
    public @Unsigned int pktType;

    /** The mark that routing rules and netfilter see. */
    public @Unsigned int mark;

    /** Queue of the device. */
    public @Unsigned int queueMapping;

    /** Whether there is a VLAN tag beside the packet. */
    public @Unsigned int vlanPresent;

    /** The VLAN tag beside the packet. */
    public @Unsigned int vlanTci;

    /** EtherType of that tag, in network order. Kernel 4.2. */
    public @Unsigned int vlanProto;

    /** Priority for queueing disciplines. Kernel 4.2. */
    public @Unsigned int priority;

    /** Index of the device that the packet came in by. Kernel 4.2. */
    public @Unsigned int ingressIfindex;

    /** Index of the device that the packet is at. Kernel 4.2. */
    public @Unsigned int ifindex;

    /** Index that classifiers hand to each other. Kernel 4.2. */
    public @Unsigned int tcIndex;

    /** Room that programs and classifiers leave each other notes in. Kernel 4.2. */
    @Length(5)
    public @Unsigned int[] cb;

    /** Hash of the flow, 0 when it is not computed yet. Kernel 4.3. */
    public @Unsigned int hash;

    /** Class that a classifier chose. Kernel 4.3. */
    public @Unsigned int tcClassid;

    /** Number of the NAPI instance that received it. Kernel 4.12. */
    public @Unsigned int napiId;

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). Kernel 4.14. */
    public @Unsigned int family;

    /** IPv4 address of the other end. Kernel 4.14. */
    @BigEndian
    public @Unsigned int remoteIp4;

    /** IPv4 address of this end. Kernel 4.14. */
    @BigEndian
    public @Unsigned int localIp4;

    /** IPv6 address of the other end, in network order. Kernel 4.14. */
    @Length(4)
    public @Unsigned int[] remoteIp6;

    /** IPv6 address of this end, in network order. Kernel 4.14. */
    @Length(4)
    public @Unsigned int[] localIp6;

    /** Port of the other end. Kernel 4.14. */
    @BigEndian
    public @Unsigned int remotePort;

    /** Port of this end. Kernel 4.14. */
    public @Unsigned int localPort;

    /** What the dissector of flows finds. Kernel 4.20. */
    public BpfFlowKeys flowKeys;

    /** When it came in, or is to be sent, in nanoseconds. Kernel 5.0. */
    public @Unsigned long tstamp;

    /** Bytes on the wire. Kernel 5.0. */
    public @Unsigned int wireLen;

    /** How many segments it will be cut into. Kernel 5.1. */
    public @Unsigned int gsoSegs;

    /** Its socket, as far as it is known; null when there is none. Kernel 5.1. */
    public @Nullable BpfSockCommon sk;

    /** Bytes of each segment. Kernel 5.7. */
    public @Unsigned int gsoSize;

    /** What clock {@code tstamp} is of. Kernel 5.18. */
    public @Unsigned byte tstampType;

    /** When the device received it, by its own clock. Kernel 5.16. */
    public @Unsigned long hwtstamp;

    private SkBuff() {}

    /** Returns the EtherType, in host order: {@link dev.skep.lang.net.EtherType}. */
    public int protocol() {
        throw KernelOnly.here();
    }

    /**
     * Returns a cursor at the first header: Ethernet in {@link Tc}, {@link Tcx} and {@link Netkit} programs, IP in
     * {@link CgroupSkb} and tunnel programs, the data in {@link SkSkb} programs, and where the
     * dissector stands in {@link FlowDissector} programs. Kernel 4.7; in {@code CgroupSkb} programs 5.0.
     */
    public Packet packet() {
        throw KernelOnly.here();
    }

    /** Returns what lies in front of the packet, put there by an XDP program, or null when there is less: {@code data_meta}. Kernel 4.15. */
    public <T> @Nullable T metadata(Class<T> type) {
        throw KernelOnly.here();
    }

    /** Returns the whole packet, in all its pieces: {@code bpf_dynptr_from_skb}. For the GPL only. Kernel 6.4. */
    public BpfDynptr dynptr() {
        throw KernelOnly.here();
    }

    /**
     * Returns what lies in front of the packet, put there by an XDP program, of whatever size: {@code bpf_dynptr_from_skb_meta}. For {@link Tc}
     * programs under the GPL. Kernel 6.18.
     */
    public BpfDynptr metadataDynptr() {
        throw KernelOnly.here();
    }

    /**
     * Puts bytes into the packet and returns 0 or a negative error: {@code bpf_skb_store_bytes}. Headers that were read before are gone.
     * Kernel 4.1.
     *
     * @param offset bytes from the start of the packet
     * @param from memory of any type, as many bytes as that has
     * @param flags {@link #RECOMPUTE_CSUM}, {@link #INVALIDATE_HASH}
     */
    @CallsHelper("bpf_skb_store_bytes")
    public long storeBytes(@Unsigned int offset, @WithSize Object from, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Updates the checksum of the IPv4 header for a field that changes, and returns 0 or a negative error: {@code bpf_l3_csum_replace}.
     * Headers that were read before are gone. Kernel 4.1.
     *
     * @param offset of the checksum, bytes from the start of the packet
     * @param from what the field held, in network order
     * @param to what it will hold, in network order
     * @param size of the field: 2 or 4
     */
    @CallsHelper("bpf_l3_csum_replace")
    public long l3CsumReplace(@Unsigned int offset, @Unsigned long from, @Unsigned long to, @Unsigned long size) {
        throw KernelOnly.here();
    }

    /**
     * Updates the checksum of a transport header for a field that changes, and returns 0 or a negative error: {@code bpf_l4_csum_replace}.
     * Headers that were read before are gone. Kernel 4.1.
     *
     * @param offset of the checksum, bytes from the start of the packet
     * @param from what the field held, in network order
     * @param to what it will hold, in network order
     * @param flags the size of the field, 2 or 4, with {@link #PSEUDO_HDR} and {@link #MARK_MANGLED_0}
     */
    @CallsHelper("bpf_l4_csum_replace")
    public long l4CsumReplace(@Unsigned int offset, @Unsigned long from, @Unsigned long to, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Sends a copy of the packet to a device and returns 0 or a negative error. Headers that were read before are gone: {@code
     * bpf_clone_redirect}. Kernel 4.2.
     */
    @CallsHelper("bpf_clone_redirect")
    public long cloneRedirect(@Unsigned int ifindex, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Returns the {@code net_cls} class of the current task's cgroup: {@code bpf_get_cgroup_classid}. Kernel 4.3. */
    @CallsHelper("bpf_get_cgroup_classid")
    public @Unsigned int cgroupClassid() {
        throw KernelOnly.here();
    }

    /** Returns the {@code net_cls} class of the cgroup of the packet's socket: {@code bpf_skb_cgroup_classid}. Kernel 5.10. */
    @CallsHelper("bpf_skb_cgroup_classid")
    public @Unsigned long skbCgroupClassid() {
        throw KernelOnly.here();
    }

    /**
     * Puts a VLAN tag in front and returns 0 or a negative error. Headers that were read before are gone: {@code bpf_skb_vlan_push}.
     * Kernel 4.3.
     *
     * @param proto the EtherType, in network order
     */
    @CallsHelper("bpf_skb_vlan_push")
    public long vlanPush(@Unsigned short proto, @Unsigned short tci) {
        throw KernelOnly.here();
    }

    /**
     * Takes the VLAN tag off and returns 0 or a negative error. Headers that were read before are gone: {@code bpf_skb_vlan_pop}. Kernel
     * 4.3.
     */
    @CallsHelper("bpf_skb_vlan_pop")
    public long vlanPop() {
        throw KernelOnly.here();
    }

    /**
     * Tells what tunnel the packet came out of, and returns 0 or a negative error: {@code bpf_skb_get_tunnel_key}. Kernel 4.3.
     *
     * @param flags {@code BPF_F_TUNINFO_IPV6} (1), {@code BPF_F_TUNINFO_FLAGS} (16)
     */
    @CallsHelper("bpf_skb_get_tunnel_key")
    public long getTunnelKey(@WithSize BpfTunnelKey key, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Says what tunnel the packet goes into, and returns 0 or a negative error: {@code bpf_skb_set_tunnel_key}. Kernel 4.3.
     *
     * @param flags {@code BPF_F_TUNINFO_IPV6} (1), {@code BPF_F_ZERO_CSUM_TX} (2), {@code BPF_F_DONT_FRAGMENT} (4), …
     */
    @CallsHelper("bpf_skb_set_tunnel_key")
    public long setTunnelKey(@WithSize BpfTunnelKey key, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Tells the options of the tunnel that the packet came out of, and returns how many bytes or a negative error: {@code
     * bpf_skb_get_tunnel_opt}. Kernel 4.6.
     */
    @CallsHelper("bpf_skb_get_tunnel_opt")
    public long getTunnelOpt(@WithSize Object options) {
        throw KernelOnly.here();
    }

    /**
     * Says what options the tunnel has that the packet goes into, and returns 0 or a negative error: {@code bpf_skb_set_tunnel_opt}.
     * Kernel 4.6.
     */
    @CallsHelper("bpf_skb_set_tunnel_opt")
    public long setTunnelOpt(@WithSize Object options) {
        throw KernelOnly.here();
    }

    /** Returns the realm of the packet's route, or 0: {@code bpf_get_route_realm}. Kernel 4.4. */
    @CallsHelper("bpf_get_route_realm")
    public @Unsigned int routeRealm() {
        throw KernelOnly.here();
    }

    /**
     * Copies bytes of the packet, as many as {@code to} has, and returns 0 or a negative error: {@code bpf_skb_load_bytes}. Kernel 4.5.
     *
     * @param offset bytes from the start of the packet
     */
    @CallsHelper("bpf_skb_load_bytes")
    public long loadBytes(@Unsigned int offset, @WithSize Object to) {
        throw KernelOnly.here();
    }

    /**
     * Copies bytes of the packet, as many as {@code to} has, and returns 0 or a negative error: {@code bpf_skb_load_bytes_relative}.
     * Kernel 4.18.
     *
     * @param offset bytes from that header
     * @param startHeader {@code BPF_HDR_START_MAC} (0) or {@code BPF_HDR_START_NET} (1)
     */
    @CallsHelper("bpf_skb_load_bytes_relative")
    public long loadBytesRelative(@Unsigned int offset, @WithSize Object to, @Unsigned int startHeader) {
        throw KernelOnly.here();
    }

    /**
     * Makes an IPv4 packet one of IPv6 or the other way, without its addresses, and returns 0 or a negative error. Headers that were read
     * before are gone: {@code bpf_skb_change_proto}. Kernel 4.8.
     *
     * @param proto the EtherType, in network order
     */
    @CallsHelper("bpf_skb_change_proto")
    public long changeProto(@Unsigned short proto, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Changes whom the packet is for: {@code PACKET_HOST} (0), {@code PACKET_BROADCAST} (1), … and returns 0 or a negative error: {@code
     * bpf_skb_change_type}. Kernel 4.8.
     */
    @CallsHelper("bpf_skb_change_type")
    public long changeType(@Unsigned int type) {
        throw KernelOnly.here();
    }

    /** Returns the hash of the flow, computed when it is not known: {@code bpf_get_hash_recalc}. Kernel 4.8. */
    @CallsHelper("bpf_get_hash_recalc")
    public @Unsigned int hashRecalc() {
        throw KernelOnly.here();
    }

    /**
     * Makes the packet longer or shorter at its end and returns 0 or a negative error. Headers that were read before are gone: {@code
     * bpf_skb_change_tail}. Kernel 4.9.
     */
    @CallsHelper("bpf_skb_change_tail")
    public long changeTail(@Unsigned int length, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Makes room in front of the packet and returns 0 or a negative error. Headers that were read before are gone: {@code
     * bpf_skb_change_head}. Kernel 4.10.
     */
    @CallsHelper("bpf_skb_change_head")
    public long changeHead(@Unsigned int length, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Lets so many bytes lie in one piece, where they can be read, and returns 0 or a negative error. Headers that were read before are
     * gone: {@code bpf_skb_pull_data}. Kernel 4.9.
     *
     * @param length 0 for all of the packet
     */
    @CallsHelper("bpf_skb_pull_data")
    public long pullData(@Unsigned int length) {
        throw KernelOnly.here();
    }

    /** Adds to the checksum that the device has computed, and returns it or a negative error: {@code bpf_csum_update}. Kernel 4.9. */
    @CallsHelper("bpf_csum_update")
    public long csumUpdate(@Unsigned int checksum) {
        throw KernelOnly.here();
    }

    /**
     * Changes how many checksums of the packet are known to be right, and returns 0 or a negative error; with 0 asks for it: {@code
     * bpf_csum_level}. Kernel 5.8.
     */
    @CallsHelper("bpf_csum_level")
    public long csumLevel(@Unsigned long level) {
        throw KernelOnly.here();
    }

    /** Forgets the hash of the flow: {@code bpf_set_hash_invalid}. Kernel 4.9. */
    @CallsHelper("bpf_set_hash_invalid")
    public void setHashInvalid() {
        throw KernelOnly.here();
    }

    /** Sets the hash of the flow and returns 0 or a negative error: {@code bpf_set_hash}. Kernel 4.13. */
    @CallsHelper("bpf_set_hash")
    public long setHash(@Unsigned int hash) {
        throw KernelOnly.here();
    }

    /** Returns a number that no other socket has, or 0 when there is no socket: {@code bpf_get_socket_cookie}. Kernel 4.12. */
    @CallsHelper("bpf_get_socket_cookie")
    public @Unsigned long socketCookie() {
        throw KernelOnly.here();
    }

    /** Returns the user that owns the packet's socket; {@code overflowuid} when there is none: {@code bpf_get_socket_uid}. Kernel 4.12. */
    @CallsHelper("bpf_get_socket_uid")
    public @Unsigned int socketUid() {
        throw KernelOnly.here();
    }

    /**
     * Makes room behind a header or takes it away and returns 0 or a negative error. Headers that were read before are gone: {@code
     * bpf_skb_adjust_room}. Kernel 4.13.
     *
     * @param mode {@code BPF_ADJ_ROOM_NET} (0) behind the network header, {@code BPF_ADJ_ROOM_MAC} (1) behind the Ethernet header
     */
    @CallsHelper("bpf_skb_adjust_room")
    public long adjustRoom(int difference, @Unsigned int mode, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Tells an IPsec transformation that the packet has been through, and returns 0 or a negative error: {@code bpf_skb_get_xfrm_state}.
     * Kernel 4.18.
     */
    @CallsHelper("bpf_skb_get_xfrm_state")
    public long getXfrmState(@Unsigned int index, @WithSize BpfXfrmState state, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Asks routing for the next hop and returns 0, {@code BPF_FIB_LKUP_RET_*}, or a negative error: {@code bpf_fib_lookup}. For the GPL
     * only. Kernel 4.18.
     *
     * @param flags {@code BPF_FIB_LOOKUP_DIRECT} (1), {@code BPF_FIB_LOOKUP_OUTPUT} (2), …
     */
    @CallsHelper("bpf_fib_lookup")
    public long fibLookup(@WithSize BpfFibLookup parameters, @Unsigned int flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns 0 when the packet fits a device, 1 when it does not, or a negative error: {@code bpf_check_mtu}. For the GPL only. Kernel
     * 5.12.
     *
     * @param ifindex 0 for the device that it is at
     * @param length 0, or the length to check; the MTU afterwards
     * @param difference added to the length
     */
    @CallsHelper("bpf_check_mtu")
    public long checkMtu(@Unsigned int ifindex, U32 length, int difference, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Puts headers in front of the packet and returns 0 or a negative error. Headers that were read before are gone: {@code
     * bpf_lwt_push_encap}. Kernel 4.18.
     *
     * @param type {@code BPF_LWT_ENCAP_SEG6} (0), {@code BPF_LWT_ENCAP_SEG6_INLINE} (1), {@code BPF_LWT_ENCAP_IP} (2)
     */
    @CallsHelper("bpf_lwt_push_encap")
    public long lwtPushEncap(@Unsigned int type, @WithSize Object header) {
        throw KernelOnly.here();
    }

    /**
     * Writes to the segment routing header, where that may be changed, and returns 0 or a negative error. Headers that were read before
     * are gone: {@code bpf_lwt_seg6_store_bytes}. Kernel 4.18.
     */
    @CallsHelper("bpf_lwt_seg6_store_bytes")
    public long lwtSeg6StoreBytes(@Unsigned int offset, @WithSize Object from) {
        throw KernelOnly.here();
    }

    /**
     * Makes room for options of the segment routing header or takes it away and returns 0 or a negative error. Headers that were read
     * before are gone: {@code bpf_lwt_seg6_adjust_srh}. Kernel 4.18.
     */
    @CallsHelper("bpf_lwt_seg6_adjust_srh")
    public long lwtSeg6AdjustSrh(@Unsigned int offset, int delta) {
        throw KernelOnly.here();
    }

    /**
     * Does what a segment routing endpoint does and returns 0 or a negative error. Headers that were read before are gone: {@code
     * bpf_lwt_seg6_action}. Kernel 4.18.
     *
     * @param action {@code SEG6_LOCAL_ACTION_*}
     */
    @CallsHelper("bpf_lwt_seg6_action")
    public long lwtSeg6Action(@Unsigned int action, @WithSize Object parameter) {
        throw KernelOnly.here();
    }

    /** Returns the number of the cgroup of the packet's socket: {@code bpf_skb_cgroup_id}. Kernel 4.18. */
    @CallsHelper("bpf_skb_cgroup_id")
    public @Unsigned long cgroupId() {
        throw KernelOnly.here();
    }

    /**
     * Returns the number of the cgroup so many levels below the root that the packet's socket is in: {@code bpf_skb_ancestor_cgroup_id}.
     * Kernel 4.19.
     */
    @CallsHelper("bpf_skb_ancestor_cgroup_id")
    public @Unsigned long ancestorCgroupId(int level) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to a TCP socket by its addresses, or null when there is none. Belongs in a try-with-resources: {@code
     * bpf_sk_lookup_tcp}. Kernel 4.20.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param netns number of a network namespace; -1 for that of the program
     */
    @CallsHelper("bpf_sk_lookup_tcp")
    public @Nullable Socket skLookupTcp(@WithSize Object tuple, @Unsigned long netns, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to a UDP socket by its addresses, or null when there is none. Belongs in a try-with-resources: {@code
     * bpf_sk_lookup_udp}. Kernel 4.20.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param netns number of a network namespace; -1 for that of the program
     */
    @CallsHelper("bpf_sk_lookup_udp")
    public @Nullable Socket skLookupUdp(@WithSize Object tuple, @Unsigned long netns, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Returns a reference to a TCP socket, which may only wait for an answer by its addresses, or null when there is none. Belongs in a
     * try-with-resources: {@code bpf_skc_lookup_tcp}. Kernel 5.2.
     *
     * @param tuple a {@link BpfSockTuple4} or {@link BpfSockTuple6}
     * @param netns number of a network namespace; -1 for that of the program
     */
    @CallsHelper("bpf_skc_lookup_tcp")
    public @Nullable Socket skcLookupTcp(@WithSize Object tuple, @Unsigned long netns, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /** Marks the packet as having met congestion, and returns 1 when it could be: {@code bpf_skb_ecn_set_ce}. Kernel 5.1. */
    @CallsHelper("bpf_skb_ecn_set_ce")
    public long ecnSetCe() {
        throw KernelOnly.here();
    }

    /** Returns a number that no other network namespace has: {@code bpf_get_netns_cookie}. Kernel 5.7. */
    @CallsHelper("bpf_get_netns_cookie")
    public @Unsigned long netnsCookie() {
        throw KernelOnly.here();
    }

    /** Gives the packet to a socket and returns 0 or a negative error: {@code bpf_sk_assign}. Kernel 5.7. */
    @CallsHelper("bpf_sk_assign")
    public long assign(Socket socket, @Unsigned long flags) {
        throw KernelOnly.here();
    }

    /**
     * Sets when the packet is to be sent, and of which clock that is, and returns 0 or a negative error: {@code bpf_skb_set_tstamp}.
     * Kernel 5.18.
     */
    @CallsHelper("bpf_skb_set_tstamp")
    public long setTstamp(@Unsigned long tstamp, @Unsigned int type) {
        throw KernelOnly.here();
    }
}
