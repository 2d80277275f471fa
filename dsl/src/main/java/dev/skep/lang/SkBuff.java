package dev.skep.lang;

/** A packet in the network stack: {@code struct __sk_buff}. Kernel 3.19. */
@KernelContext("__sk_buff")
public final class SkBuff {
    /** Bytes in the packet, whether or not they lie in one piece. */
    public @Unsigned int len;

    /** {@code PACKET_HOST}, {@code PACKET_BROADCAST}, … */
    public @Unsigned int pktType;

    /** The mark that routing rules and netfilter see. */
    public @Unsigned int mark;

    /** Priority for queueing disciplines. */
    public @Unsigned int priority;

    /** Index of the device that the packet came in by. */
    public @Unsigned int ingressIfindex;

    /** Index of the device that the packet is at. */
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
