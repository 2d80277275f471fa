package dev.skep.dsl.context;

import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.ContextArray;
import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.S32;
import dev.skep.dsl.U32;

/** What sockets have in common, also those of connections that are not there yet or no more: part of {@code struct bpf_sock}. Kernel 5.1. */
public final class SockCommon {
    /** The struct. */
    public static final ContextDef<SockCommon> CONTEXT = ContextDef.context("bpf_sock");

    /** Index of the device that it is bound to, or 0. */
    public static final ContextField<SockCommon, U32> BOUND_DEV_IF = CONTEXT.field("bound_dev_if", U32);

    /** {@code AF_INET} (2), {@code AF_INET6} (10), … */
    public static final ContextField<SockCommon, U32> FAMILY = CONTEXT.field("family", U32);

    /** IPv4 address of this end. */
    public static final ContextField<SockCommon, Be32> SRC_IP4 = CONTEXT.field("src_ip4", BE32);

    /** IPv6 address of this end, in network order. */
    public static final ContextArray<SockCommon, Be32> SRC_IP6 = CONTEXT.array("src_ip6", BE32);

    /** Port of this end. */
    public static final ContextField<SockCommon, U32> SRC_PORT = CONTEXT.field("src_port", U32);

    /** Port of the other end. */
    public static final ContextField<SockCommon, Be16> DST_PORT = CONTEXT.field("dst_port", BE16);

    /** IPv4 address of the other end. */
    public static final ContextField<SockCommon, Be32> DST_IP4 = CONTEXT.field("dst_ip4", BE32);

    /** IPv6 address of the other end, in network order. */
    public static final ContextArray<SockCommon, Be32> DST_IP6 = CONTEXT.array("dst_ip6", BE32);

    /** {@code BPF_TCP_ESTABLISHED} (1), {@code BPF_TCP_LISTEN} (10), … */
    public static final ContextField<SockCommon, U32> STATE = CONTEXT.field("state", U32);

    /** Queue that its packets come in by, or -1. */
    public static final ContextField<SockCommon, S32> RX_QUEUE_MAPPING = CONTEXT.field("rx_queue_mapping", S32);

    private SockCommon() {}
}
