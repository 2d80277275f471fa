package dev.skep.lang.net;

import dev.skep.lang.BigEndian;
import dev.skep.lang.Struct;
import dev.skep.lang.Unsigned;

/** A VLAN tag behind the {@link EtherType} that announces it, 4 bytes: {@code struct vlan_hdr}. */
@Struct
public final class Vlan {
    /** Priority in the top 3 bits, identifier in the low 12. */
    @BigEndian
    public @Unsigned short tci;

    /** What follows: an {@link EtherType}. */
    @BigEndian
    public @Unsigned short proto;

    /** All zeroes. */
    public Vlan() {}
}
