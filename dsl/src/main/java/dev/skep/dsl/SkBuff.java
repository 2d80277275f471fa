package dev.skep.dsl;

import static dev.skep.dsl.ScalarType.Reading.NETWORK;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.bytes;

import dev.skep.asm.Width;
import dev.skep.ir.BpfType;
import java.util.Set;

/**
 * {@code struct __sk_buff}: the context of programs that see socket buffers. The packet is reached by the builder's {@code packet()}. All
 * fields are declared, in the kernel's order, since that is what places them; those no program can use are not public.
 */
public final class SkBuff {
    /** An EtherType in network order, in the low half of 32 bits. */
    private static final ScalarType<Be16> ETHER_TYPE =
            new ScalarType<>("be16", Width.W, NETWORK, BpfType.U32, Be16::new);

    static final StructDef TYPE = struct("__sk_buff");

    // spotless:off
    /** The length of the packet in bytes. */
    public static final Field<U32>  LEN             = TYPE.field("len", U32);
    /** Whom it is addressed to: {@code PACKET_*}. */
    public static final Field<U32>  PKT_TYPE        = TYPE.field("pkt_type", U32);
    /** The mark that firewall and routing see. */
    public static final Field<U32>  MARK            = TYPE.field("mark", U32);
    /** The queue of the interface. */
    public static final Field<U32>  QUEUE_MAPPING   = TYPE.field("queue_mapping", U32);
    /** The EtherType of what follows the Ethernet header. */
    public static final Field<Be16> PROTOCOL        = TYPE.field("protocol", ETHER_TYPE);
    /** Whether the hardware took a VLAN tag off. */
    public static final Field<U32>  VLAN_PRESENT    = TYPE.field("vlan_present", U32);
    /** The tag that it took off. */
    public static final Field<U32>  VLAN_TCI        = TYPE.field("vlan_tci", U32);
    /** The EtherType of the tag that it took off. */
    public static final Field<Be16> VLAN_PROTO      = TYPE.field("vlan_proto", ETHER_TYPE);
    /** The priority for queueing. */
    public static final Field<U32>  PRIORITY        = TYPE.field("priority", U32);
    /** The interface that received it. */
    public static final Field<U32>  INGRESS_IFINDEX = TYPE.field("ingress_ifindex", U32);
    /** The interface it is at. */
    public static final Field<U32>  IFINDEX         = TYPE.field("ifindex", U32);
    /** An index for classifiers. */
    public static final Field<U32>  TC_INDEX        = TYPE.field("tc_index", U32);
           static final Field<Bytes> CB             = TYPE.field("cb", bytes(20));
    /** The hash of its flow, 0 when it is not computed yet. */
    public static final Field<U32>  HASH            = TYPE.field("hash", U32);
    /** The class that a classifier chose. */
    public static final Field<U32>  TC_CLASSID      = TYPE.field("tc_classid", U32);
           static final Field<U32>  DATA            = TYPE.field("data", U32);
           static final Field<U32>  DATA_END        = TYPE.field("data_end", U32);
    /** The NAPI context that received it. */
    public static final Field<U32>  NAPI_ID         = TYPE.field("napi_id", U32);
    /** The address family of its socket. */
    public static final Field<U32>  FAMILY          = TYPE.field("family", U32);
    /** The remote IPv4 address of its socket. */
    public static final Field<Be32> REMOTE_IP4      = TYPE.field("remote_ip4", BE32);
    /** The local IPv4 address of its socket. */
    public static final Field<Be32> LOCAL_IP4       = TYPE.field("local_ip4", BE32);
           static final Field<Bytes> REMOTE_IP6     = TYPE.field("remote_ip6", bytes(16));
           static final Field<Bytes> LOCAL_IP6      = TYPE.field("local_ip6", bytes(16));
    /** The remote port of its socket. */
    public static final Field<Be32> REMOTE_PORT     = TYPE.field("remote_port", BE32);
    /** The local port of its socket. */
    public static final Field<U32>  LOCAL_PORT      = TYPE.field("local_port", U32);
           static final Field<U32>  DATA_META       = TYPE.field("data_meta", U32);
           static final Field<U64>  FLOW_KEYS       = TYPE.field("flow_keys", U64);
    /** When it was received or is to be sent, in nanoseconds. */
    public static final Field<U64>  TSTAMP          = TYPE.field("tstamp", U64);
    /** Its length on the wire in bytes. */
    public static final Field<U32>  WIRE_LEN        = TYPE.field("wire_len", U32);
    /** How many segments it stands for. */
    public static final Field<U32>  GSO_SEGS        = TYPE.field("gso_segs", U32);
           static final Field<U64>  SK              = TYPE.field("sk", U64);
    /** The size of each segment. */
    public static final Field<U32>  GSO_SIZE        = TYPE.field("gso_size", U32);
    /** The clock of {@link #TSTAMP}. */
    public static final Field<U8>   TSTAMP_TYPE     = TYPE.field("tstamp_type", U8);
    /** When the hardware received it, in nanoseconds. */
    public static final Field<U64>  HWTSTAMP        = TYPE.field("hwtstamp", U64);
    // spotless:on

    static final Set<Field<?>> WRITABLE_IN_TC = Set.of(MARK, PRIORITY, QUEUE_MAPPING, TC_INDEX, TC_CLASSID, TSTAMP);
    static final Set<Field<?>> WRITABLE_IN_CGROUP = Set.of(MARK, PRIORITY);

    private SkBuff() {}
}
