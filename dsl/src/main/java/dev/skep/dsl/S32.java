package dev.skep.dsl;

/** A signed 32-bit integer. */
public final class S32 extends HostInteger<S32> {
    S32(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<S32> type() {
        return Types.S32;
    }
}
