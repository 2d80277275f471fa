package dev.skep.dsl;

/** Writes a program at a tracepoint. */
public final class TracepointBuilder extends FunctionBuilder<Integer> {
    private final Context context;

    TracepointBuilder(Body body) {
        super(body);
        context = new Context(body);
    }

    /** The record of the tracepoint, as the file {@code format} of the tracepoint describes it, the 8 common bytes included. */
    public Struct context(StructDef record) {
        return context.as(record, Access.readOnly("the record of a tracepoint"));
    }

    @Override
    void requireResult(Integer result) {
        // each can be returned
    }

    @Override
    void emitReturn(Integer result) {
        context.return_(result);
    }
}
