package dev.skep.dsl;

/** Writes an XDP program. */
public final class XdpBuilder extends FunctionBuilder<XdpAction> {
    private final Context context;

    XdpBuilder(Body body) {
        super(body);
        context = new Context(body);
    }

    /** The context. */
    public Struct context() {
        return context.as(XdpMd.TYPE, Access.readOnly("the context"));
    }

    /** A cursor at the start of the packet. */
    public Packet<XdpAction> packet() {
        return context.packet(this, XdpMd.DATA, XdpMd.DATA_END, Access.READ_WRITE);
    }

    @Override
    void requireResult(XdpAction result) {
        // each can be returned
    }

    @Override
    void emitReturn(XdpAction result) {
        context.return_(result.code());
    }
}
