package dev.skep.dsl;

/** A signed 64-bit integer. */
public final class S64 extends HostInteger<S64> {
    S64(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<S64> type() {
        return Types.S64;
    }
}
