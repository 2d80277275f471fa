package dev.skep.dsl;

/** An unsigned 64-bit integer. */
public final class U64 extends HostInteger<U64> {
    U64(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<U64> type() {
        return Types.U64;
    }

    /** {@code htobe64(this)}. */
    public Be64 toNetwork() {
        return Types.BE64.handle(Conversion.byteOrder(operand(), type(), Types.BE64));
    }
}
