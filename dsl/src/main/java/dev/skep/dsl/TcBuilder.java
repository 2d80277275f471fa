package dev.skep.dsl;

/** Writes a traffic control program. */
public final class TcBuilder extends FunctionBuilder<TcAction> {
    private final Context context;

    TcBuilder(Body body) {
        super(body);
        context = new Context(body);
    }

    /** The context. */
    public Struct context() {
        return context.as(SkBuff.TYPE, Access.readOnlyBut("this field of the context", SkBuff.WRITABLE_IN_TC));
    }

    /** A cursor at the start of the part of the packet that lies in one piece. */
    public Packet<TcAction> packet() {
        return context.packet(this, SkBuff.DATA, SkBuff.DATA_END, Access.READ_WRITE);
    }

    @Override
    void requireResult(TcAction result) {
        // each can be returned
    }

    @Override
    void emitReturn(TcAction result) {
        context.return_(result.code());
    }
}
