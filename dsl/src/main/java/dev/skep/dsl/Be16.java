package dev.skep.dsl;

/** An unsigned 16-bit integer in network byte order. */
public final class Be16 extends NetworkInteger<Be16, U16> {
    Be16(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<Be16> type() {
        return Types.BE16;
    }

    @Override
    ScalarType<U16> hostType() {
        return Types.U16;
    }
}
