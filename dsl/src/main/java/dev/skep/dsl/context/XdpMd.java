package dev.skep.dsl.context;

import static dev.skep.dsl.Types.U32;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.U32;

/** A packet at the driver: {@code struct xdp_md}. Kernel 4.8. */
public final class XdpMd {
    /** The struct. */
    public static final ContextDef<XdpMd> CONTEXT = ContextDef.context("xdp_md");

    /** Index of the device that the packet came in by. Kernel 4.16. */
    public static final ContextField<XdpMd, U32> INGRESS_IFINDEX = CONTEXT.field("ingress_ifindex", U32);

    /** Receive queue that the packet came in by. Kernel 4.16. */
    public static final ContextField<XdpMd, U32> RX_QUEUE_INDEX = CONTEXT.field("rx_queue_index", U32);

    /** Index of the device that the packet goes out by, in a program at an entry of a device map. Kernel 5.8. */
    public static final ContextField<XdpMd, U32> EGRESS_IFINDEX = CONTEXT.field("egress_ifindex", U32);

    private XdpMd() {}
}
