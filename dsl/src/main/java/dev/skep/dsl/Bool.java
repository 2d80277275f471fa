package dev.skep.dsl;

/** True or false, as a number: 1 or 0. What a branch asks is a {@link Condition}. */
public final class Bool extends Scalar<Bool> {
    Bool(Operand operand) {
        super(operand);
    }

    @Override
    public ScalarType<Bool> type() {
        return Types.BOOL;
    }

    /** {@code this}, as what a branch asks. */
    public Condition isTrue() {
        return ne(0);
    }

    /** {@code !this}, as what a branch asks. */
    public Condition isFalse() {
        return eq(0);
    }

    /** 1 or 0. */
    public <W extends HostInteger<W>> W to(ScalarType<W> type) {
        return type.handle(Conversion.integer(operand(), type(), type));
    }
}
