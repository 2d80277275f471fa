package dev.skep.dsl.context;

import static dev.skep.dsl.Types.U32;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.ContextPointer;
import dev.skep.dsl.NullablePointer;
import dev.skep.dsl.U32;

/** A packet that looks for its socket among those that share a port: {@code struct sk_reuseport_md}. Kernel 4.19. */
public final class SkReuseport {
    /** The struct. */
    public static final ContextDef<SkReuseport> CONTEXT = ContextDef.context("sk_reuseport_md");

    /** Bytes of the packet from the transport header on. */
    public static final ContextField<SkReuseport, U32> LEN = CONTEXT.field("len", U32);

    /** EtherType, two bytes in network order. */
    public static final ContextField<SkReuseport, U32> ETH_PROTOCOL = CONTEXT.field("eth_protocol", U32);

    /** {@link dev.skep.dsl.net.IpProtocol}. */
    public static final ContextField<SkReuseport, U32> IP_PROTOCOL = CONTEXT.field("ip_protocol", U32);

    /** Whether the sockets are bound to any address. */
    public static final ContextField<SkReuseport, U32> BIND_INANY = CONTEXT.field("bind_inany", U32);

    /** Hash of the packet's addresses and ports. */
    public static final ContextField<SkReuseport, U32> HASH = CONTEXT.field("hash", U32);

    /** A socket of the group. Kernel 5.14. */
    public static final ContextPointer<SkReuseport, Sock> SK = CONTEXT.pointer("sk", Sock.CONTEXT);

    /** The connection that needs a new listening socket; null when it is about a packet. Kernel 5.14. */
    public static final NullablePointer<SkReuseport, SockCommon> MIGRATING_SK =
            CONTEXT.nullable("migrating_sk", SockCommon.CONTEXT);

    private SkReuseport() {}
}
