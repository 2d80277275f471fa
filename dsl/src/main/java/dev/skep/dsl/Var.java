package dev.skep.dsl;

import dev.skep.ir.build.Variable;

/** A local variable. */
public final class Var<V extends Scalar<V>> {
    private final ScalarType<V> type;
    private final Origin origin;
    private final Variable variable;

    Var(ScalarType<V> type, Origin origin, Variable variable) {
        this.type = type;
        this.origin = origin;
        this.variable = variable;
    }

    /** {@code variable}: its value here. */
    public V get() {
        origin.require("the variable");
        origin.body().statement();
        var value = origin.frame().ir().read(variable); // a callback gets what it is when the kernel is told to call
        return type.handle(origin.body().computed(origin.frame(), value));
    }

    /** {@code variable = value}. */
    public void set(V value) {
        origin.requireHere("the variable, as something that changes,");
        var body = origin.body();
        type.require(body, value);
        body.statement().write(variable, value.operand().in(body, type));
    }

    /** {@code variable = value}. */
    public void set(long value) {
        set(type.literal(value));
    }
}
