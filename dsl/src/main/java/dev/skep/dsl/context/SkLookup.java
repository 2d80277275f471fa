package dev.skep.dsl.context;

import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.ContextArray;
import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.NullablePointer;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;

/** A connection or datagram that looks for its socket: {@code struct bpf_sk_lookup}. Kernel 5.9. */
public final class SkLookup {
    /** The struct. */
    public static final ContextDef<SkLookup> CONTEXT = ContextDef.context("bpf_sk_lookup");

    /** {@code BPF_SK_LOOKUP_F_REPLACE}: a socket that was chosen before gives way. */
    public static final int REPLACE = 1;

    /** {@code BPF_SK_LOOKUP_F_NO_REUSEPORT}: no other socket of its port group takes its place. */
    public static final int NO_REUSEPORT = 2;

    /** The socket that was chosen before; null when none was. */
    public static final NullablePointer<SkLookup, Sock> SK = CONTEXT.nullable("sk", Sock.CONTEXT);

    /** A number that no other socket has, of the one that was chosen before; 0 when none was. Kernel 5.13. */
    public static final ContextField<SkLookup, U64> COOKIE = CONTEXT.field("cookie", U64);

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). */
    public static final ContextField<SkLookup, U32> FAMILY = CONTEXT.field("family", U32);

    /** {@code IPPROTO_TCP} or {@code IPPROTO_UDP}. */
    public static final ContextField<SkLookup, U32> PROTOCOL = CONTEXT.field("protocol", U32);

    /** IPv4 address it comes from. */
    public static final ContextField<SkLookup, Be32> REMOTE_IP4 = CONTEXT.field("remote_ip4", BE32);

    /** IPv6 address it comes from, in network order. */
    public static final ContextArray<SkLookup, Be32> REMOTE_IP6 = CONTEXT.array("remote_ip6", BE32);

    /** Port it comes from. */
    public static final ContextField<SkLookup, Be16> REMOTE_PORT = CONTEXT.field("remote_port", BE16);

    /** IPv4 address it goes to. */
    public static final ContextField<SkLookup, Be32> LOCAL_IP4 = CONTEXT.field("local_ip4", BE32);

    /** IPv6 address it goes to, in network order. */
    public static final ContextArray<SkLookup, Be32> LOCAL_IP6 = CONTEXT.array("local_ip6", BE32);

    /** Port it goes to. */
    public static final ContextField<SkLookup, U32> LOCAL_PORT = CONTEXT.field("local_port", U32);

    /** Index of the device that it came in by. Kernel 5.17. */
    public static final ContextField<SkLookup, U32> INGRESS_IFINDEX = CONTEXT.field("ingress_ifindex", U32);

    private SkLookup() {}
}
