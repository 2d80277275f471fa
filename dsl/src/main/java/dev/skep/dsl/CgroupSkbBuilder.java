package dev.skep.dsl;

/** Writes a program that filters the packets of a cgroup; these begin with the IP header. */
public final class CgroupSkbBuilder extends FunctionBuilder<CgroupVerdict> {
    private final Context context;

    CgroupSkbBuilder(Body body) {
        super(body);
        context = new Context(body);
    }

    /** The context. */
    public Struct context() {
        return context.as(SkBuff.TYPE, Access.readOnlyBut("this field of the context", SkBuff.WRITABLE_IN_CGROUP));
    }

    /** A cursor at the start of the part of the packet that lies in one piece, which is the IP header. */
    public Packet<CgroupVerdict> packet() {
        return context.packet(this, SkBuff.DATA, SkBuff.DATA_END, Access.readOnly("the packet of a cgroup program"));
    }

    @Override
    void requireResult(CgroupVerdict result) {
        // each can be returned
    }

    @Override
    void emitReturn(CgroupVerdict result) {
        context.return_(result.code());
    }
}
