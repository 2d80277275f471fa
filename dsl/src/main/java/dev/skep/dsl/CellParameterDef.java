package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.ValueType;

/** A parameter of a subprogram that refers to a number in memory: changed inside by {@link SubprogramBuilder#cell}, given outside by {@link #of}. */
public final class CellParameterDef<V extends Scalar<V>> extends Formal {
    private final ScalarType<V> type;

    CellParameterDef(SubprogramDef<?> subprogram, String name, ScalarType<V> type) {
        super(subprogram, name);
        this.type = type;
    }

    /** Returns a number in memory for this parameter. */
    public Argument of(Cell<V> cell) {
        return new Argument(
                this,
                body -> {
                    cell.place().origin().require(body, "the memory");
                    cell.place().requireWritable();
                    cell.place().requireNoContext();
                },
                body -> body.ir().reinterpret(REFERENCE, cell.place().address()));
    }

    ScalarType<V> type() {
        return type;
    }

    @Override
    BpfType btf() {
        return new BpfType.Pointer(type.btf());
    }

    @Override
    ValueType register() {
        return REFERENCE;
    }

    @Override
    void requireInGlobal(Rules rules) {
        rules.requireKernel(TAGS, "a global function that takes a reference which is never null");
    }
}
