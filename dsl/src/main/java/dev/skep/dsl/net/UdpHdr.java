package dev.skep.dsl.net;

import static dev.skep.dsl.StructDef.packedStruct;
import static dev.skep.dsl.Types.BE16;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;

/** {@code struct udphdr}: the UDP header, 8 bytes. */
public final class UdpHdr {
    /** The header. */
    public static final StructDef TYPE = packedStruct("udphdr");

    /** Source port. */
    public static final Field<Be16> SOURCE = TYPE.field("source", BE16);

    /** Destination port. */
    public static final Field<Be16> DEST = TYPE.field("dest", BE16);

    /** The length of header and data, in bytes. */
    public static final Field<Be16> LEN = TYPE.field("len", BE16);

    /** Checksum of header, data and parts of the IP header; 0 for none. */
    public static final Field<Be16> CHECK = TYPE.field("check", BE16);

    private UdpHdr() {}
}
