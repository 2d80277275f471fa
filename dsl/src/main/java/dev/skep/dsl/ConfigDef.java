package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Global;
import java.nio.ByteOrder;

/** A setting: user space may change it before the object is loaded, from then on it is constant. */
public final class ConfigDef<V extends Storable<?>> {
    private final String name;
    private final Type<V> type;
    private final Contents<V> initial;
    private final SourceLine location = UserCode.line();

    private ConfigDef(String name, Type<V> type, Contents<V> initial) {
        SpinLock.requireNone(type, "`" + name + "`");
        this.name = name;
        this.type = type;
        this.initial = initial;
    }

    /** A setting that is {@code initial} unless user space says otherwise. */
    public static <V extends HostInteger<V>> ConfigDef<V> config(String name, ScalarType<V> type, long initial) {
        return new ConfigDef<>(name, type, type.contents(initial));
    }

    /** A setting of any type, such as a truth, an array or a text, that is {@code initial} unless user space says otherwise. */
    public static <V extends Storable<?>> ConfigDef<V> config(String name, Type<V> type, Contents<V> initial) {
        initial.require(type);
        return new ConfigDef<>(name, type, initial);
    }

    Type<V> type() {
        return type;
    }

    Global definition(ByteOrder order) {
        return new Global(name, type.btf(), Global.Kind.CONFIG, initial.in(order), location);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
