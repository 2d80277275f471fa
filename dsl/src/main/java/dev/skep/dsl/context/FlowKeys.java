package dev.skep.dsl.context;

import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U8;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.ContextArray;
import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U8;

/** What a dissector of flows finds in a packet: {@code struct bpf_flow_keys}. Kernel 4.20. */
public final class FlowKeys {
    /** The struct. */
    public static final ContextDef<FlowKeys> CONTEXT = ContextDef.context("bpf_flow_keys");

    /** Where the network header begins. */
    public static final ContextField<FlowKeys, U16> NHOFF = CONTEXT.field("nhoff", U16);

    /** Where the transport header begins. */
    public static final ContextField<FlowKeys, U16> THOFF = CONTEXT.field("thoff", U16);

    /** EtherType of the addresses. */
    public static final ContextField<FlowKeys, U16> ADDR_PROTO = CONTEXT.field("addr_proto", U16);

    /** Whether it is a fragment. */
    public static final ContextField<FlowKeys, U8> IS_FRAG = CONTEXT.field("is_frag", U8);

    /** Whether it is the first fragment. */
    public static final ContextField<FlowKeys, U8> IS_FIRST_FRAG = CONTEXT.field("is_first_frag", U8);

    /** Whether it is encapsulated. */
    public static final ContextField<FlowKeys, U8> IS_ENCAP = CONTEXT.field("is_encap", U8);

    /** {@link dev.skep.dsl.net.IpProtocol}. */
    public static final ContextField<FlowKeys, U8> IP_PROTO = CONTEXT.field("ip_proto", U8);

    /** EtherType. */
    public static final ContextField<FlowKeys, Be16> N_PROTO = CONTEXT.field("n_proto", BE16);

    /** Port it comes from. */
    public static final ContextField<FlowKeys, Be16> SPORT = CONTEXT.field("sport", BE16);

    /** Port it goes to. */
    public static final ContextField<FlowKeys, Be16> DPORT = CONTEXT.field("dport", BE16);

    /** IPv4 address it comes from; in the place of the IPv6 addresses. */
    public static final ContextField<FlowKeys, Be32> IPV4_SRC = CONTEXT.field("ipv4_src", BE32);

    /** IPv4 address it goes to; in the place of the IPv6 addresses. */
    public static final ContextField<FlowKeys, Be32> IPV4_DST = CONTEXT.field("ipv4_dst", BE32);

    /** IPv6 address it comes from, in network order. */
    public static final ContextArray<FlowKeys, Be32> IPV6_SRC = CONTEXT.array("ipv6_src", BE32);

    /** IPv6 address it goes to, in network order. */
    public static final ContextArray<FlowKeys, Be32> IPV6_DST = CONTEXT.array("ipv6_dst", BE32);

    /** {@code BPF_FLOW_DISSECTOR_F_*}. Kernel 5.3. */
    public static final ContextField<FlowKeys, U32> FLAGS = CONTEXT.field("flags", U32);

    /** IPv6 flow label. Kernel 5.3. */
    public static final ContextField<FlowKeys, Be32> FLOW_LABEL = CONTEXT.field("flow_label", BE32);

    private FlowKeys() {}
}
