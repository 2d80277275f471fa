package dev.skep.dsl;

/** An unsigned 8-bit integer. */
public final class U8 extends HostInteger<U8> {
    U8(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<U8> type() {
        return Types.U8;
    }
}
