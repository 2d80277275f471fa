package dev.skep.dsl.uapi;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.array;
import static dev.skep.dsl.Types.bytes;

import dev.skep.dsl.Array;
import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.Field;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U8;

/** A question to routing, and the answer: {@code struct bpf_fib_lookup}. Kernel 4.18. */
public final class BpfFibLookup {
    /** The struct. */
    public static final StructDef TYPE = struct("bpf_fib_lookup");

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public static final Field<U8> FAMILY = TYPE.field("family", U8);

    /** {@link dev.skep.dsl.net.IpProtocol}. */
    public static final Field<U8> L4_PROTOCOL = TYPE.field("l4_protocol", U8);

    /** Port it comes from. */
    public static final Field<Be16> SPORT = TYPE.field("sport", BE16);

    /** Port it goes to. */
    public static final Field<Be16> DPORT = TYPE.field("dport", BE16);

    /** Length of the packet, or 0; the MTU afterwards. */
    public static final Field<U16> TOT_LEN = TYPE.field("tot_len", U16);

    /** Device it came in by; the one to send it out by afterwards. */
    public static final Field<U32> IFINDEX = TYPE.field("ifindex", U32);

    /** Type of service for IPv4, flow for IPv6; the metric of the route afterwards. */
    public static final Field<U32> TOS = TYPE.field("tos", U32);

    /** Address it comes from in network order, the first element for IPv4. */
    public static final Field<Array<Be32>> SRC = TYPE.field("src", array(BE32, 4));

    /** Address it goes to in network order, the first element for IPv4; the next hop afterwards. */
    public static final Field<Array<Be32>> DST = TYPE.field("dst", array(BE32, 4));

    /** EtherType of the VLAN tag, afterwards. */
    public static final Field<Be16> H_VLAN_PROTO = TYPE.field("h_vlan_proto", BE16);

    /** The VLAN tag, afterwards. */
    public static final Field<Be16> H_VLAN_TCI = TYPE.field("h_vlan_tci", BE16);

    /** Ethernet address of the device, afterwards. */
    public static final Field<Bytes> SMAC = TYPE.field("smac", bytes(6));

    /** Ethernet address of the next hop, afterwards. */
    public static final Field<Bytes> DMAC = TYPE.field("dmac", bytes(6));

    private BpfFibLookup() {}
}
