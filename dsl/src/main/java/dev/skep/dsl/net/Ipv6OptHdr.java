package dev.skep.dsl.net;

import static dev.skep.dsl.StructDef.packedStruct;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.bytes;

import dev.skep.dsl.Bytes;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U8;

/** {@code struct ipv6_opt_hdr} and what it begins: the first 8 bytes of an extension of IPv6. */
public final class Ipv6OptHdr {
    /** The header. */
    public static final StructDef TYPE = packedStruct("ipv6_opt_hdr");

    /** What follows: one of {@link IpProtocol}. */
    public static final Field<U8> NEXTHDR = TYPE.field("nexthdr", U8);

    /** Its length behind the first 8 bytes, in words of 8 bytes. */
    public static final Field<U8> HDRLEN = TYPE.field("hdrlen", U8);

    /** The first options. */
    public static final Field<Bytes> DATA = TYPE.field("data", bytes(6));

    private Ipv6OptHdr() {}
}
