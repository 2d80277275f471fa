package dev.skep.dsl.net;

import static dev.skep.dsl.StructDef.packedStruct;
import static dev.skep.dsl.Types.BE16;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;

/** {@code struct vlan_hdr}: the rest of a VLAN tag behind its EtherType, 4 bytes. */
public final class VlanHdr {
    /** The header. */
    public static final StructDef TYPE = packedStruct("vlan_hdr");

    /** Priority in 3 bits, drop eligibility in 1, identifier in 12. */
    public static final Field<Be16> TCI = TYPE.field("h_vlan_TCI", BE16);

    /** What follows: one of {@link EtherType}. */
    public static final Field<Be16> ENCAPSULATED_PROTO = TYPE.field("h_vlan_encapsulated_proto", BE16);

    private VlanHdr() {}
}
