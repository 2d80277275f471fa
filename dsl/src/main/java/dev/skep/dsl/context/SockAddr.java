package dev.skep.dsl.context;

import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.U32;

import dev.skep.dsl.Be32;
import dev.skep.dsl.ContextArray;
import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.ContextPointer;
import dev.skep.dsl.U32;

/** An address on its way into or out of a system call: {@code struct bpf_sock_addr}. Kernel 4.17. */
public final class SockAddr {
    /** The struct. */
    public static final ContextDef<SockAddr> CONTEXT = ContextDef.context("bpf_sock_addr");

    /** Family of the address that the process gave. */
    public static final ContextField<SockAddr, U32> USER_FAMILY = CONTEXT.field("user_family", U32);

    /** The IPv4 address. */
    public static final ContextField<SockAddr, Be32> USER_IP4 = CONTEXT.field("user_ip4", BE32);

    /** The IPv6 address, in network order. */
    public static final ContextArray<SockAddr, Be32> USER_IP6 = CONTEXT.array("user_ip6", BE32);

    /** The port, two bytes in network order: {@code ByteOrder.ntohs((short) context.userPort)}. */
    public static final ContextField<SockAddr, U32> USER_PORT = CONTEXT.field("user_port", U32);

    /** Family of the socket. */
    public static final ContextField<SockAddr, U32> FAMILY = CONTEXT.field("family", U32);

    /** {@code SOCK_STREAM} (1), {@code SOCK_DGRAM} (2), … */
    public static final ContextField<SockAddr, U32> TYPE = CONTEXT.field("type", U32);

    /** {@link dev.skep.dsl.net.IpProtocol}. */
    public static final ContextField<SockAddr, U32> PROTOCOL = CONTEXT.field("protocol", U32);

    /** IPv4 address that the message is sent from. Kernel 4.18. */
    public static final ContextField<SockAddr, Be32> MSG_SRC_IP4 = CONTEXT.field("msg_src_ip4", BE32);

    /** IPv6 address that the message is sent from, in network order. Kernel 4.18. */
    public static final ContextArray<SockAddr, Be32> MSG_SRC_IP6 = CONTEXT.array("msg_src_ip6", BE32);

    /** The socket. Kernel 5.3. */
    public static final ContextPointer<SockAddr, Sock> SK = CONTEXT.pointer("sk", Sock.CONTEXT);

    private SockAddr() {}
}
