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
     * {@link CgroupSkb} and tunnel programs, the data in {@link SkSkb} programs, where the dissector stands in {@link FlowDissector} programs. Kernel 4.7; in {@code CgroupSkb} programs 5.0.
     */
    public Packet packet() {
        throw KernelOnly.here();
    }

    /** Returns what lies in front of the packet, put there by an XDP program, or null when there is less: {@code data_meta}. Kernel 4.15. */
    public <T> @Nullable T metadata(Class<T> type) {
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
}
