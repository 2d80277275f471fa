package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;

/** A global variable, shared by the programs of an object and by user space. */
public final class GlobalDef<V extends Storable<?>> {
    private final String name;
    private final Type<V> type;
    private final Initial initial;
    private final SourceLine location = UserCode.line();

    private GlobalDef(String name, Type<V> type, Initial initial) {
        this.name = name;
        this.type = type;
        this.initial = initial;
    }

    /** A variable that is zero at first. */
    public static <V extends Storable<?>> GlobalDef<V> global(String name, Type<V> type) {
        return new GlobalDef<>(name, type, new Initial.Zero());
    }

    /** A variable that is {@code initial} at first. */
    public static <V extends HostInteger<V>> GlobalDef<V> global(String name, ScalarType<V> type, long initial) {
        type.requireFits(initial);
        return new GlobalDef<>(name, type, new Initial.Number(initial));
    }

    Type<V> type() {
        return type;
    }

    Global definition() {
        return new Global(name, type.btf(), Global.Kind.VARIABLE, initial, location);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
