package dev.skep.dsl.net;

import static dev.skep.dsl.StructDef.packedStruct;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U8;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U8;

/** {@code struct iphdr}: the IPv4 header without options, 20 bytes; {@link #IHL} says how many there are. */
public final class Ipv4Hdr {
    /** The header. */
    public static final StructDef TYPE = packedStruct("iphdr");

    private static final Field<U8> VERSION_IHL = TYPE.field("version_ihl", U8);

    /** The length of the header in units of 4 bytes. */
    public static final Field<U8> IHL = TYPE.bits("ihl", VERSION_IHL, 0, 4);

    /** 4. */
    public static final Field<U8> VERSION = TYPE.bits("version", VERSION_IHL, 4, 4);

    /** Type of service: differentiated services in the upper 6 bits, congestion in the lower 2. */
    public static final Field<U8> TOS = TYPE.field("tos", U8);

    /** The length of the packet from this header on, in bytes. */
    public static final Field<Be16> TOT_LEN = TYPE.field("tot_len", BE16);

    /** Identification of the packet that fragments belong to. */
    public static final Field<Be16> ID = TYPE.field("id", BE16);

    /** Flags in the upper 3 bits, the fragment's offset in units of 8 bytes in the others. */
    public static final Field<Be16> FRAG_OFF = TYPE.field("frag_off", BE16);

    /** How many routers it may still pass. */
    public static final Field<U8> TTL = TYPE.field("ttl", U8);

    /** What follows: one of {@link IpProtocol}. */
    public static final Field<U8> PROTOCOL = TYPE.field("protocol", U8);

    /** Checksum of the header. */
    public static final Field<Be16> CHECK = TYPE.field("check", BE16);

    /** Source address. */
    public static final Field<Be32> SADDR = TYPE.field("saddr", BE32);

    /** Destination address. */
    public static final Field<Be32> DADDR = TYPE.field("daddr", BE32);

    private Ipv4Hdr() {}
}
