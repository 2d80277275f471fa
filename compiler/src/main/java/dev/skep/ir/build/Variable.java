package dev.skep.ir.build;

import dev.skep.ir.ValueType;

/** A local variable of a front end: {@link IrBuilder} turns its writes and reads into values. */
public final class Variable {
    private final String name;
    private final ValueType type;

    Variable(String name, ValueType type) {
        this.name = name;
        this.type = type;
    }

    /** Returns what the user calls it. */
    public String name() {
        return name;
    }

    /** Returns the type of every value it holds. */
    public ValueType type() {
        return type;
    }
}
