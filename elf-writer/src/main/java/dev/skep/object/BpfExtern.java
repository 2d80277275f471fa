package dev.skep.object;

import dev.skep.btf.BtfId;

/** Something that the kernel provides and a loader finds by name. */
public sealed interface BpfExtern {
    /** The name that the loader looks for; a suffix {@code ___x} is not part of it. */
    String name();

    /** Whether loading fails without it. */
    Strength strength();

    /** A kernel function; {@code type} is its {@code FUNC_PROTO}. */
    record Kfunc(String name, BtfId type, Strength strength) implements BpfExtern {}

    /** A kernel variable of a type, or with type {@code void} the bare address of a symbol. */
    record Ksym(String name, BtfId type, Strength strength) implements BpfExtern {}

    /** A value of the kernel's configuration, {@code CONFIG_HZ}, or {@code LINUX_KERNEL_VERSION}. */
    record Kconfig(String name, BtfId type, Strength strength) implements BpfExtern {}

    /** Whether loading fails without it. */
    enum Strength {
        /** Loading fails without it. */
        STRONG,
        /** Its address or value is 0 without it. */
        WEAK
    }
}
