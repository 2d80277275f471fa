package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;

/** A parameter of a subprogram. */
public abstract sealed class Formal permits ParameterDef, NullableParameterDef, CellParameterDef, ContextParameterDef {
    /** What leads to memory and is never null. */
    static final ValueType REFERENCE = ValueType.pointer(MemoryKind.MEMORY);

    /** What leads to memory or is null. */
    static final ValueType NULLABLE = ValueType.nullable(MemoryKind.MEMORY);

    /** First kernel whose verifier reads that a parameter is never null. */
    static final KernelVersion TAGS = new KernelVersion(6, 8);

    private final SubprogramDef<?> subprogram;
    private final String name;

    Formal(SubprogramDef<?> subprogram, String name) {
        this.subprogram = subprogram;
        this.name = name;
    }

    final String name() {
        return name;
    }

    /** Returns how BTF shows it. */
    abstract BpfType btf();

    /** Returns what it is in a register. */
    abstract ValueType register();

    /** Throws unless the verifier checks functions that are global by such a parameter. */
    abstract void requireInGlobal(Rules rules);

    /** Returns the name, that of the subprogram before it. */
    @Override
    public final String toString() {
        return subprogram + "." + name;
    }
}
