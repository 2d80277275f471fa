package dev.skep.dsl;

/** A parameter of a subprogram: read inside by {@link SubprogramBuilder#parameter}, given outside by {@link #of}. */
public final class ParameterDef<V extends Scalar<V>> {
    private final SubprogramDef<?> subprogram;
    private final String name;
    private final ScalarType<V> type;

    ParameterDef(SubprogramDef<?> subprogram, String name, ScalarType<V> type) {
        this.subprogram = subprogram;
        this.name = name;
        this.type = type;
    }

    /** Returns {@code value} for this parameter. */
    public Argument of(V value) {
        return new Argument(this, value.operand());
    }

    /** Returns {@code value} for this parameter. */
    public Argument of(long value) {
        return new Argument(this, type.literal(value).operand());
    }

    ScalarType<V> type() {
        return type;
    }

    String name() {
        return name;
    }

    @Override
    public String toString() {
        return subprogram + "." + name;
    }
}
