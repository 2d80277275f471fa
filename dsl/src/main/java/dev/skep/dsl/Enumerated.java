package dev.skep.dsl;

/** A constant of an enumeration, or a value that is one of them, by its number. */
public final class Enumerated extends Scalar<Enumerated> {
    private final EnumDef type;

    Enumerated(EnumDef type, Operand operand) {
        super(operand);
        this.type = type;
    }

    @Override
    public EnumDef type() {
        return type;
    }

    /** Its number. */
    public <W extends HostInteger<W>> W to(ScalarType<W> number) {
        return number.handle(Conversion.integer(operand(), type, number));
    }
}
