package dev.skep.dsl.context;

import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U32;

import dev.skep.dsl.Be32;
import dev.skep.dsl.ContextArray;
import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.ContextPointer;
import dev.skep.dsl.U32;

/** A message that a socket sends: {@code struct sk_msg_md}. Kernel 4.17. */
public final class SkMsg {
    /** The struct. */
    public static final ContextDef<SkMsg> CONTEXT = ContextDef.context("sk_msg_md");

    /** {@code AF_INET} (2) or {@code AF_INET6} (10). Kernel 4.18. */
    public static final ContextField<SkMsg, U32> FAMILY = CONTEXT.field("family", U32);

    /** IPv4 address of the other end. Kernel 4.18. */
    public static final ContextField<SkMsg, Be32> REMOTE_IP4 = CONTEXT.field("remote_ip4", BE32);

    /** IPv4 address of this end. Kernel 4.18. */
    public static final ContextField<SkMsg, Be32> LOCAL_IP4 = CONTEXT.field("local_ip4", BE32);

    /** IPv6 address of the other end, in network order. Kernel 4.18. */
    public static final ContextArray<SkMsg, Be32> REMOTE_IP6 = CONTEXT.array("remote_ip6", BE32);

    /** IPv6 address of this end, in network order. Kernel 4.18. */
    public static final ContextArray<SkMsg, Be32> LOCAL_IP6 = CONTEXT.array("local_ip6", BE32);

    /** Port of the other end. Kernel 4.18. */
    public static final ContextField<SkMsg, Be32> REMOTE_PORT = CONTEXT.field("remote_port", BE32);

    /** Port of this end. Kernel 4.18. */
    public static final ContextField<SkMsg, U32> LOCAL_PORT = CONTEXT.field("local_port", U32);

    /** Bytes of the message. Kernel 5.0. */
    public static final ContextField<SkMsg, U32> SIZE = CONTEXT.field("size", U32);

    /** The socket. Kernel 5.8. */
    public static final ContextPointer<SkMsg, Sock> SK = CONTEXT.pointer("sk", Sock.CONTEXT);

    private SkMsg() {}
}
