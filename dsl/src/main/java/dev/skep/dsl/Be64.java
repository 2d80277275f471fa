package dev.skep.dsl;

/** An unsigned 64-bit integer in network byte order. */
public final class Be64 extends NetworkInteger<Be64, U64> {
    Be64(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<Be64> type() {
        return Types.BE64;
    }

    @Override
    ScalarType<U64> hostType() {
        return Types.U64;
    }
}
