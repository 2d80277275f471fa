package dev.skep.dsl;

import dev.skep.dsl.context.Sock;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;

/** A reference to a socket: every path from where it was found must release it once, and cannot use it afterwards. Kernel 4.20. */
public final class Socket {
    private final Origin origin;
    private final Value pointer;
    private final Reservation reservation;

    Socket(Origin origin, Value pointer, Reservation reservation) {
        this.origin = origin;
        this.pointer = pointer;
        this.reservation = reservation;
    }

    /** The socket itself, to be read. */
    public Context<Sock> sock() {
        var body = origin.body();
        require(body);
        var sock = body.statement().reinterpret(ValueType.pointer(MemoryKind.CONTEXT), pointer());
        return new Context<>(Sock.CONTEXT, body.here(), sock, reservation);
    }

    /** {@code bpf_sk_release}: gives the reference back. */
    public void release() {
        var body = origin.body();
        origin.requireHere("the socket");
        require(body);
        HelperCalls.begin(body, Helper.SK_RELEASE).callHelper(ValueType.I64, Helper.SK_RELEASE, pointer());
        body.reservations().release(reservation);
    }

    /** Throws unless it may be used in {@code user}. */
    void require(Body user) {
        origin.require(user, "the socket");
        user.requireHeld(reservation);
    }

    /** Returns the pointer as the function that statements go to has it. */
    Value pointer() {
        return origin.body().local(origin.frame(), pointer);
    }
}
