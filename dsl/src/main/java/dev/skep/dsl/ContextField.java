package dev.skep.dsl;

import dev.skep.compiler.Options;
import dev.skep.kernel.Machine;
import java.util.function.ToIntFunction;

/**
 * A field of a context.
 *
 * @param <C> whose field it is
 */
public final class ContextField<C, V extends Scalar<V>> {
    private final ContextDef<C> owner;
    private final String name;
    private final ScalarType<V> type;
    private final ToIntFunction<Options> offset;

    ContextField(ContextDef<C> owner, String name, ScalarType<V> type, ToIntFunction<Options> offset) {
        this.owner = owner;
        this.name = name;
        this.type = type;
        this.offset = offset;
    }

    /** Returns the name that C gives it. */
    public String name() {
        return name;
    }

    /** Returns where it lies on a machine, in bytes from the start. */
    public int offset(Machine machine) {
        return offset(Options.DEFAULT.withMachine(machine));
    }

    int offset(Options madeFor) {
        return offset.applyAsInt(madeFor);
    }

    ScalarType<V> type() {
        return type;
    }

    /** Returns the name that C gives it, with that of its struct. */
    @Override
    public String toString() {
        return owner + "." + name;
    }
}
