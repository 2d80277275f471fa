package dev.skep.dsl.net;

import static dev.skep.dsl.StructDef.packedStruct;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.bytes;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U8;

/** {@code struct ipv6hdr}: the IPv6 header, 40 bytes. */
public final class Ipv6Hdr {
    /** The header. */
    public static final StructDef TYPE = packedStruct("ipv6hdr");

    private static final Field<U8> VERSION_PRIORITY = TYPE.field("version_priority", U8);

    /** The upper half of the traffic class; the lower lies in {@link #FLOW_LBL}. */
    public static final Field<U8> PRIORITY = TYPE.bits("priority", VERSION_PRIORITY, 0, 4);

    /** 6. */
    public static final Field<U8> VERSION = TYPE.bits("version", VERSION_PRIORITY, 4, 4);

    /** The lower half of the traffic class in 4 bits, the flow label in 20. */
    public static final Field<Bytes> FLOW_LBL = TYPE.field("flow_lbl", bytes(3));

    /** The length of what follows this header, in bytes. */
    public static final Field<Be16> PAYLOAD_LEN = TYPE.field("payload_len", BE16);

    /** What follows: one of {@link IpProtocol}, or the type of an extension header. */
    public static final Field<U8> NEXTHDR = TYPE.field("nexthdr", U8);

    /** How many routers it may still pass. */
    public static final Field<U8> HOP_LIMIT = TYPE.field("hop_limit", U8);

    /** Source address. */
    public static final Field<Bytes> SADDR = TYPE.field("saddr", bytes(16));

    /** Destination address. */
    public static final Field<Bytes> DADDR = TYPE.field("daddr", bytes(16));

    private Ipv6Hdr() {}
}
