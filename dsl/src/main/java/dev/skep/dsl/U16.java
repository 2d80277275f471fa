package dev.skep.dsl;

/** An unsigned 16-bit integer. */
public final class U16 extends HostInteger<U16> {
    U16(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<U16> type() {
        return Types.U16;
    }

    /** {@code htons(this)}. */
    public Be16 toNetwork() {
        return Types.BE16.handle(Conversion.byteOrder(operand(), type(), Types.BE16));
    }
}
