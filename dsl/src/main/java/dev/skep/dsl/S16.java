package dev.skep.dsl;

/** A signed 16-bit integer. */
public final class S16 extends HostInteger<S16> {
    S16(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<S16> type() {
        return Types.S16;
    }
}
