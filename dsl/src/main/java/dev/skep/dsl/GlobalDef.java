package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Global;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A global variable, shared by the programs of an object and by user space; or a constant that they share. */
public final class GlobalDef<V extends Storable<?>> {
    private final String name;
    private final Type<V> type;
    private final Global.Kind kind;
    private final Contents<V> contents;
    private final @Nullable String section;
    private final SourceLine location = UserCode.line();

    private GlobalDef(String name, Type<V> type, Global.Kind kind, Contents<V> contents, @Nullable String section) {
        SpinLock.requireNone(type, "`" + name + "`");
        this.name = name;
        this.type = type;
        this.kind = kind;
        this.contents = contents;
        this.section = section;
    }

    /** A variable that is zero at first. */
    public static <V extends Storable<?>> GlobalDef<V> global(String name, Type<V> type) {
        return new GlobalDef<>(name, type, Global.Kind.VARIABLE, Contents.zero(type), null);
    }

    /** A variable that is {@code initial} at first. */
    public static <V extends HostInteger<V>> GlobalDef<V> global(String name, ScalarType<V> type, long initial) {
        return new GlobalDef<>(name, type, Global.Kind.VARIABLE, type.contents(initial), null);
    }

    /** A variable with {@code initial} in it at first. */
    public static <V extends Storable<?>> GlobalDef<V> global(String name, Type<V> type, Contents<V> initial) {
        initial.require(type);
        return new GlobalDef<>(name, type, Global.Kind.VARIABLE, initial, null);
    }

    /** A constant, such as a table: nothing can write to it. */
    public static <V extends Storable<?>> GlobalDef<V> constant(String name, Type<V> type, Contents<V> contents) {
        contents.require(type);
        return new GlobalDef<>(name, type, Global.Kind.CONSTANT, contents, null);
    }

    /** Returns the same in a section of its own, {@code .data.x} for variables and {@code .rodata.x} for constants: a map that loaders can find. */
    public GlobalDef<V> section(String of) {
        if (!kind.mayLieIn(of)) {
            throw new IllegalArgumentException("`" + name + "` cannot lie in section \"" + of
                    + "\", only in one such as " + (kind == Global.Kind.VARIABLE ? ".data." : ".rodata.") + name);
        }
        return new GlobalDef<>(name, type, kind, contents, of);
    }

    Type<V> type() {
        return type;
    }

    /** Returns what programs may do with it. */
    Access access() {
        return kind == Global.Kind.VARIABLE ? Access.READ_WRITE : Access.readOnly("constant `" + name + "`");
    }

    Global definition(ByteOrder order) {
        return new Global(name, type.btf(), kind, contents.in(order), section, location);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
