package dev.skep.dsl;

/** A signed 8-bit integer. */
public final class S8 extends HostInteger<S8> {
    S8(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<S8> type() {
        return Types.S8;
    }
}
