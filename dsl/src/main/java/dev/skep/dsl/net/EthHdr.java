package dev.skep.dsl.net;

import static dev.skep.dsl.StructDef.packedStruct;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.bytes;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;

/** {@code struct ethhdr}: the Ethernet header, 14 bytes. */
public final class EthHdr {
    /** The header. */
    public static final StructDef TYPE = packedStruct("ethhdr");

    /** The address it is sent to. */
    public static final Field<Bytes> DEST = TYPE.field("h_dest", bytes(6));

    /** The address it is sent from. */
    public static final Field<Bytes> SOURCE = TYPE.field("h_source", bytes(6));

    /** What follows: one of {@link EtherType}. */
    public static final Field<Be16> PROTO = TYPE.field("h_proto", BE16);

    private EthHdr() {}
}
