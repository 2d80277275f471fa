package dev.skep.object;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType;

/** Something that the kernel provides and a loader finds by name. */
public sealed interface BpfExtern {
    /** The name that the loader looks for; a suffix {@code ___x} is not part of it. */
    String name();

    /** Its type; {@code void} for a bare address. */
    BtfId type();

    /** Whether loading fails without it. */
    Strength strength();

    /** The section, without contents, that lists it among the types. */
    String section();

    /** How it is declared among the types. */
    BtfType declaration();

    /** A kernel function; {@code type} is its {@code FUNC_PROTO}. */
    record Kfunc(String name, BtfId type, Strength strength) implements BpfExtern {
        @Override
        public String section() {
            return KSYMS;
        }

        @Override
        public BtfType declaration() {
            return new BtfType.Func(name, type, BtfLinkage.EXTERN);
        }
    }

    /** A kernel variable of a type, or with type {@code void} the bare address of a symbol. */
    record Ksym(String name, BtfId type, Strength strength) implements BpfExtern {
        @Override
        public String section() {
            return KSYMS;
        }

        @Override
        public BtfType declaration() {
            return new BtfType.Var(name, type, BtfLinkage.EXTERN);
        }
    }

    /** A value of the kernel's configuration, {@code CONFIG_HZ}, or {@code LINUX_KERNEL_VERSION}. */
    record Kconfig(String name, BtfId type, Strength strength) implements BpfExtern {
        @Override
        public String section() {
            return KCONFIG;
        }

        @Override
        public BtfType declaration() {
            return new BtfType.Var(name, type, BtfLinkage.EXTERN);
        }
    }

    /** The section of kernel functions and variables. */
    String KSYMS = ".ksyms";

    /** The section of configuration values. */
    String KCONFIG = ".kconfig";

    /** Whether loading fails without it. */
    enum Strength {
        /** Loading fails without it. */
        STRONG,
        /** Its address or value is 0 without it. */
        WEAK
    }
}
