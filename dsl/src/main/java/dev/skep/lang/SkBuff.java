package dev.skep.lang;

/** A packet in the network stack: {@code struct __sk_buff}. Kernel 3.19. */
@Name("__sk_buff")
public final class SkBuff {
    /** Bytes in the packet, whether or not they lie in one piece. */
    @Offset(0)
    public @Unsigned int len;

    /** {@code PACKET_HOST}, {@code PACKET_BROADCAST}, … */
    @Offset(4)
    public @Unsigned int pktType;

    /** The mark that routing rules and netfilter see. */
    @Offset(8)
    public @Unsigned int mark;

    /** Priority for queueing disciplines. */
    @Offset(32)
    public @Unsigned int priority;

    /** Index of the device that the packet came in by. */
    @Offset(36)
    public @Unsigned int ingressIfindex;

    /** Index of the device that the packet is at. */
    @Offset(40)
    public @Unsigned int ifindex;

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
}
