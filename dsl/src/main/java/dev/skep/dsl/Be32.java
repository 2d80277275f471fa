package dev.skep.dsl;

/** An unsigned 32-bit integer in network byte order. */
public final class Be32 extends NetworkInteger<Be32, U32> {
    Be32(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<Be32> type() {
        return Types.BE32;
    }

    @Override
    ScalarType<U32> hostType() {
        return Types.U32;
    }
}
