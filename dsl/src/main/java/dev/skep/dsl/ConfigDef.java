package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;

/** A setting: user space may change it before the object is loaded, from then on it is constant. */
public final class ConfigDef<V extends HostInteger<V>> {
    private final String name;
    private final ScalarType<V> type;
    private final Initial initial;
    private final SourceLine location = UserCode.line();

    private ConfigDef(String name, ScalarType<V> type, Initial initial) {
        this.name = name;
        this.type = type;
        this.initial = initial;
    }

    /** A setting that is {@code initial} unless user space says otherwise. */
    public static <V extends HostInteger<V>> ConfigDef<V> config(String name, ScalarType<V> type, long initial) {
        type.requireFits(initial);
        return new ConfigDef<>(name, type, new Initial.Number(initial));
    }

    ScalarType<V> type() {
        return type;
    }

    Global definition() {
        return new Global(name, type.btf(), Global.Kind.CONFIG, initial, location);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
