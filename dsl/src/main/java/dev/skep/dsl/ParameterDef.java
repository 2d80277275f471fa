package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.ValueType;

/**
 * A parameter of a subprogram: read inside by {@link SubprogramBuilder#parameter}, given outside by {@link #of}. Numbers go by value, structs,
 * arrays and bytes by reference.
 */
public final class ParameterDef<V extends Storable<?>> extends Formal {
    private final Type<V> type;

    ParameterDef(SubprogramDef<?> subprogram, String name, Type<V> type) {
        super(subprogram, name);
        this.type = type;
    }

    /** Returns {@code value} for this parameter. */
    public Argument of(V value) {
        return Argument.of(this, type, value);
    }

    /** Returns {@code value} for this parameter. */
    public Argument of(long value) {
        return of(type.literal(value));
    }

    Type<V> type() {
        return type;
    }

    @Override
    BpfType btf() {
        return type instanceof ScalarType<?> ? type.btf() : new BpfType.Pointer(type.btf());
    }

    @Override
    ValueType register() {
        return type instanceof ScalarType<?> number ? number.valueType() : REFERENCE;
    }

    @Override
    void requireInGlobal(Rules rules) {
        if (register() instanceof ValueType.Pointer) {
            rules.requireKernel(TAGS, "a global function that takes a reference which is never null");
        }
    }
}
