package dev.skep.lang;

import org.jspecify.annotations.Nullable;

/** A packet at the driver: {@code struct xdp_md}. Kernel 4.8. */
@KernelContext("xdp_md")
public final class XdpContext {
    /** Index of the device that the packet came in by. Kernel 4.16. */
    public @Unsigned int ingressIfindex;

    /** Receive queue that the packet came in by. Kernel 4.16. */
    public @Unsigned int rxQueueIndex;

    /** Index of the device that the packet goes out by, in a program at an entry of a {@link BpfDevMap}. Kernel 5.8. */
    public @Unsigned int egressIfindex;

    private XdpContext() {}

    /** Returns a cursor at the Ethernet header. */
    public Packet packet() {
        throw KernelOnly.here();
    }

    /** Returns what lies in front of the packet, or null when there is less: {@code data_meta}. Kernel 4.15. */
    public <T> @Nullable T metadata(Class<T> type) {
        throw KernelOnly.here();
    }

    /**
     * Cuts {@code bytes} off the front of the packet, or puts as many in front of it when the number is negative, and returns whether that
     * worked: {@code bpf_xdp_adjust_head}. Headers that were read before may not be touched any more; {@link #packet} reads them anew. What
     * is put in front is not zeroed. Kernel 4.10.
     */
    public boolean adjustHead(int bytes) {
        throw KernelOnly.here();
    }
}
