package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;

/** A parameter of a subprogram that may be null: looked at inside by {@link SubprogramBuilder#nullable}, given outside by {@link #of} or {@link #null_}. */
public final class NullableParameterDef<V extends Storable<?>> extends Formal {
    /** First kernel whose global functions take references. */
    private static final KernelVersion REFERENCES = new KernelVersion(5, 13);

    private final Type<V> type;

    NullableParameterDef(SubprogramDef<?> subprogram, String name, Type<V> type) {
        super(subprogram, name);
        this.type = type;
        if (type instanceof ScalarType)
            throw new IllegalArgumentException("`" + this + "` is a number, which is never null");
    }

    /** Returns {@code value} for this parameter. */
    public Argument of(V value) {
        return Argument.of(this, type, value);
    }

    /** Returns null for this parameter. */
    public Argument null_() {
        return new Argument(this, body -> {}, body -> body.ir().constant(NULLABLE, 0));
    }

    Type<V> type() {
        return type;
    }

    @Override
    BpfType btf() {
        return new BpfType.Pointer(type.btf());
    }

    @Override
    ValueType register() {
        return NULLABLE;
    }

    @Override
    void requireInGlobal(Rules rules) {
        rules.requireKernel(REFERENCES, "a global function that takes a reference");
    }
}
