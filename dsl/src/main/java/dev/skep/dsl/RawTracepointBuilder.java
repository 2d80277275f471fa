package dev.skep.dsl;

/** Writes a program at a tracepoint that gets the raw arguments. */
public final class RawTracepointBuilder extends FunctionBuilder<Integer> {
    private static final int MAXIMUM_ARGUMENTS = 12;

    private final Context context;

    RawTracepointBuilder(Body body) {
        super(body);
        context = new Context(body);
    }

    /** An argument of the tracepoint, counted from 0, as the 64 bits the kernel passes. */
    public U64 argument(int index) {
        if (index < 0 || index >= MAXIMUM_ARGUMENTS) {
            throw new IllegalArgumentException(
                    "argument " + index + " of a tracepoint is not in 0 to " + (MAXIMUM_ARGUMENTS - 1));
        }
        return Types.U64.read(context.place(index * Long.BYTES, Access.readOnly("the arguments of a tracepoint")));
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
