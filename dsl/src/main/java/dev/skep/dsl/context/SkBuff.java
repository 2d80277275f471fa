package dev.skep.dsl.context;

import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.ContextArray;
import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.ContextPointer;
import dev.skep.dsl.NullablePointer;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;

/** A packet in the network stack: {@code struct __sk_buff}. Kernel 3.19. */
public final class SkBuff {
    /** The struct. */
    public static final ContextDef<SkBuff> CONTEXT = ContextDef.context("__sk_buff");

    /** {@code BPF_F_PSEUDO_HDR}: the checksum covers the addresses of the IP header, too. */
    public static final int PSEUDO_HDR = 0x10;

    /** {@code BPF_F_MARK_MANGLED_0}: a checksum of 0 means that there is none, and stays 0. */
    public static final int MARK_MANGLED_0 = 0x20;

    /** {@code BPF_F_RECOMPUTE_CSUM}: the checksum of the packet is kept right. */
    public static final int RECOMPUTE_CSUM = 1;

    /** {@code BPF_F_INVALIDATE_HASH}: the hash of the flow is forgotten. */
    public static final int INVALIDATE_HASH = 2;

    /** Bytes in the packet, whether or not they lie in one piece. */
    public static final ContextField<SkBuff, U32> LEN = CONTEXT.field("len", U32);

    /** {@code PACKET_HOST}, {@code PACKET_BROADCAST}, … */
    public static final ContextField<SkBuff, U32> PKT_TYPE = CONTEXT.field("pkt_type", U32);

    /** The mark that routing rules and netfilter see. */
    public static final ContextField<SkBuff, U32> MARK = CONTEXT.field("mark", U32);

    /** Queue of the device. */
    public static final ContextField<SkBuff, U32> QUEUE_MAPPING = CONTEXT.field("queue_mapping", U32);

    /** The EtherType of what follows the Ethernet header. */
    public static final ContextField<SkBuff, Be16> PROTOCOL = CONTEXT.low("protocol", BE16);

    /** Whether there is a VLAN tag beside the packet. */
    public static final ContextField<SkBuff, U32> VLAN_PRESENT = CONTEXT.field("vlan_present", U32);

    /** The VLAN tag beside the packet. */
    public static final ContextField<SkBuff, U32> VLAN_TCI = CONTEXT.field("vlan_tci", U32);

    /** EtherType of that tag, in network order. Kernel 4.2. */
    public static final ContextField<SkBuff, Be16> VLAN_PROTO = CONTEXT.low("vlan_proto", BE16);

    /** Priority for queueing disciplines. Kernel 4.2. */
    public static final ContextField<SkBuff, U32> PRIORITY = CONTEXT.field("priority", U32);

    /** Index of the device that the packet came in by. Kernel 4.2. */
    public static final ContextField<SkBuff, U32> INGRESS_IFINDEX = CONTEXT.field("ingress_ifindex", U32);

    /** Index of the device that the packet is at. Kernel 4.2. */
    public static final ContextField<SkBuff, U32> IFINDEX = CONTEXT.field("ifindex", U32);

    /** Index that classifiers hand to each other. Kernel 4.2. */
    public static final ContextField<SkBuff, U32> TC_INDEX = CONTEXT.field("tc_index", U32);

    /** Room that programs and classifiers leave each other notes in. Kernel 4.2. */
    public static final ContextArray<SkBuff, U32> CB = CONTEXT.array("cb", U32);

    /** Hash of the flow, 0 when it is not computed yet. Kernel 4.3. */
    public static final ContextField<SkBuff, U32> HASH = CONTEXT.field("hash", U32);

    /** Class that a classifier chose. Kernel 4.3. */
    public static final ContextField<SkBuff, U32> TC_CLASSID = CONTEXT.field("tc_classid", U32);

    /** Number of the NAPI instance that received it. Kernel 4.12. */
    public static final ContextField<SkBuff, U32> NAPI_ID = CONTEXT.field("napi_id", U32);

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). Kernel 4.14. */
    public static final ContextField<SkBuff, U32> FAMILY = CONTEXT.field("family", U32);

    /** IPv4 address of the other end. Kernel 4.14. */
    public static final ContextField<SkBuff, Be32> REMOTE_IP4 = CONTEXT.field("remote_ip4", BE32);

    /** IPv4 address of this end. Kernel 4.14. */
    public static final ContextField<SkBuff, Be32> LOCAL_IP4 = CONTEXT.field("local_ip4", BE32);

    /** IPv6 address of the other end, in network order. Kernel 4.14. */
    public static final ContextArray<SkBuff, Be32> REMOTE_IP6 = CONTEXT.array("remote_ip6", BE32);

    /** IPv6 address of this end, in network order. Kernel 4.14. */
    public static final ContextArray<SkBuff, Be32> LOCAL_IP6 = CONTEXT.array("local_ip6", BE32);

    /** Port of the other end. Kernel 4.14. */
    public static final ContextField<SkBuff, Be32> REMOTE_PORT = CONTEXT.field("remote_port", BE32);

    /** Port of this end. Kernel 4.14. */
    public static final ContextField<SkBuff, U32> LOCAL_PORT = CONTEXT.field("local_port", U32);

    /** What the dissector of flows finds. Kernel 4.20. */
    public static final ContextPointer<SkBuff, FlowKeys> FLOW_KEYS = CONTEXT.pointer("flow_keys", FlowKeys.CONTEXT);

    /** When it came in, or is to be sent, in nanoseconds. Kernel 5.0. */
    public static final ContextField<SkBuff, U64> TSTAMP = CONTEXT.field("tstamp", U64);

    /** Bytes on the wire. Kernel 5.0. */
    public static final ContextField<SkBuff, U32> WIRE_LEN = CONTEXT.field("wire_len", U32);

    /** How many segments it will be cut into. Kernel 5.1. */
    public static final ContextField<SkBuff, U32> GSO_SEGS = CONTEXT.field("gso_segs", U32);

    /** Its socket, as far as it is known; null when there is none. Kernel 5.1. */
    public static final NullablePointer<SkBuff, SockCommon> SK = CONTEXT.nullable("sk", SockCommon.CONTEXT);

    /** Bytes of each segment. Kernel 5.7. */
    public static final ContextField<SkBuff, U32> GSO_SIZE = CONTEXT.field("gso_size", U32);

    /** What clock {@code tstamp} is of. Kernel 5.18. */
    public static final ContextField<SkBuff, U8> TSTAMP_TYPE = CONTEXT.field("tstamp_type", U8);

    /** When the device received it, by its own clock. Kernel 5.16. */
    public static final ContextField<SkBuff, U64> HWTSTAMP = CONTEXT.field("hwtstamp", U64);

    private SkBuff() {}
}
