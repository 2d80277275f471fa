package dev.skep.lang;

/** A packet in the network stack: {@code struct __sk_buff}. Kernel 3.19. */
@KernelContext("__sk_buff")
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
    @Writable({Tc.class, CgroupSkb.class})
    public @Unsigned int mark;

    /** Priority for queueing disciplines. */
    @Writable({Tc.class, CgroupSkb.class})
    public @Unsigned int priority;

    /** Index of the device that the packet came in by. */
    public @Unsigned int ingressIfindex;

    /** Index of the device that the packet is at. */
    public @Unsigned int ifindex;

    /** Queue of the device. */
    @Writable(Tc.class)
    public @Unsigned int queueMapping;

    /** Index that classifiers hand to each other. */
    @Writable(Tc.class)
    public @Unsigned int tcIndex;

    /** Class that a classifier chose. */
    @Writable(Tc.class)
    public @Unsigned int tcClassid;

    /** Hash of the flow, 0 when it is not computed yet. */
    public @Unsigned int hash;

    /** When it came in, or is to be sent, in nanoseconds. Kernel 5.0. */
    @Writable({Tc.class, CgroupSkb.class})
    public @Unsigned long tstamp;

    /** Bytes on the wire. Kernel 5.0. */
    public @Unsigned int wireLen;

    private SkBuff() {}

    /** Returns the EtherType, in host order: {@link dev.skep.lang.net.EtherType}. */
    public int protocol() {
        throw KernelOnly.here();
    }

    /**
     * Returns a cursor at the first header: Ethernet in {@link Tc} and {@link SocketFilter} programs, IP in {@link CgroupSkb} programs.
     * Kernel 4.7; in {@code CgroupSkb} programs 5.0.
     */
    public Packet packet() {
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
