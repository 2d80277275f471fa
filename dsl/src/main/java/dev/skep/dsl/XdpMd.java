package dev.skep.dsl;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U32;

/** {@code struct xdp_md}: the context of an XDP program. The packet is reached by {@link XdpBuilder#packet}. */
public final class XdpMd {
    static final StructDef TYPE = struct("xdp_md");
    static final Field<U32> DATA = TYPE.field("data", U32);
    static final Field<U32> DATA_END = TYPE.field("data_end", U32);
    static final Field<U32> DATA_META = TYPE.field("data_meta", U32);

    /** The interface that received the packet. */
    public static final Field<U32> INGRESS_IFINDEX = TYPE.field("ingress_ifindex", U32);

    /** The queue of the interface that received the packet. */
    public static final Field<U32> RX_QUEUE_INDEX = TYPE.field("rx_queue_index", U32);

    /** The interface that a program of a device map sends to. */
    public static final Field<U32> EGRESS_IFINDEX = TYPE.field("egress_ifindex", U32);

    private XdpMd() {}
}
