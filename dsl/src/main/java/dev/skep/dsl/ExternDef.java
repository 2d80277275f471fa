package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.BpfType;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import java.util.List;

/** What the kernel has and the loader looks up: a value of its configuration, or the address of a symbol. */
public final class ExternDef<V extends Storable<?>> {
    /** What libbpf makes up itself begins like the second. */
    private static final List<String> CONFIGURATION = List.of("CONFIG_", "LINUX_");

    private final String name;
    private final Type<V> type;
    private final BpfType btf;
    private final Global.Kind kind;
    private final Global.Kind weak;
    private final SourceLine location = UserCode.line();

    private ExternDef(String name, Type<V> type, BpfType btf, Global.Kind kind, Global.Kind weak) {
        this.name = name;
        this.type = type;
        this.btf = btf;
        this.kind = kind;
        this.weak = weak;
    }

    /** A value of the kernel's configuration, such as {@code CONFIG_HZ}: a number, or a text in {@link Types#chars}. */
    public static <V extends Storable<?>> ExternDef<V> kconfig(String name, Type<V> type) {
        if (CONFIGURATION.stream().noneMatch(name::startsWith)) {
            throw new IllegalArgumentException("`" + name + "` is no name in the kernel's configuration");
        }
        return new ExternDef<>(name, type, type.btf(), Global.Kind.KCONFIG, Global.Kind.WEAK_KCONFIG);
    }

    /** The address of a symbol of the kernel. */
    public static ExternDef<U64> ksym(String name) {
        return new ExternDef<>(name, Types.U64, BpfType.U64, Global.Kind.KSYM, Global.Kind.WEAK_KSYM);
    }

    /** Returns the same, zero where the kernel has none. */
    public ExternDef<V> weak() {
        return new ExternDef<>(name, type, btf, weak, weak);
    }

    Type<V> type() {
        return type;
    }

    boolean isAddress() {
        return weak == Global.Kind.WEAK_KSYM;
    }

    Global definition() {
        return new Global(name, btf, kind, new Initial.Zero(), location);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
