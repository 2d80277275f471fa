package dev.skep.lang;

/** A packet at the driver: {@code struct xdp_md}. Kernel 4.8. */
@KernelContext("xdp_md")
public final class XdpContext {
    /** Index of the device that the packet came in by. Kernel 4.16. */
    public @Unsigned int ingressIfindex;

    /** Receive queue that the packet came in by. Kernel 4.16. */
    public @Unsigned int rxQueueIndex;

    private XdpContext() {}

    /** Returns a cursor at the Ethernet header. */
    public Packet packet() {
        throw KernelOnly.here();
    }
}
