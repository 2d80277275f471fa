package dev.skep.dsl.context;

import static dev.skep.dsl.Types.S32;

import dev.skep.dsl.ContextDef;
import dev.skep.dsl.ContextField;
import dev.skep.dsl.ContextPointer;
import dev.skep.dsl.S32;

/** A socket option that is set or asked for: {@code struct bpf_sockopt}. Kernel 5.3. */
public final class Sockopt {
    /** The struct. */
    public static final ContextDef<Sockopt> CONTEXT = ContextDef.context("bpf_sockopt");

    /** The socket. */
    public static final ContextPointer<Sockopt, Sock> SK = CONTEXT.pointer("sk", Sock.CONTEXT);

    /** {@code SOL_SOCKET} (1), {@code SOL_TCP} (6), … */
    public static final ContextField<Sockopt, S32> LEVEL = CONTEXT.field("level", S32);

    /** The number of the option. */
    public static final ContextField<Sockopt, S32> OPTNAME = CONTEXT.field("optname", S32);

    /** Bytes of its value; -1 lets the kernel look at what the process gave. */
    public static final ContextField<Sockopt, S32> OPTLEN = CONTEXT.field("optlen", S32);

    /** What the system call returns. */
    public static final ContextField<Sockopt, S32> RETVAL = CONTEXT.field("retval", S32);

    private Sockopt() {}
}
