package dev.skep.dsl;

/** An unsigned 32-bit integer. */
public final class U32 extends HostInteger<U32> {
    U32(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<U32> type() {
        return Types.U32;
    }

    /** {@code htonl(this)}. */
    public Be32 toNetwork() {
        return Types.BE32.handle(Conversion.byteOrder(operand(), type(), Types.BE32));
    }
}
