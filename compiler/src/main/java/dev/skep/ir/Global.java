package dev.skep.ir;

import dev.skep.asm.SourceLine;
import org.jspecify.annotations.Nullable;

/**
 * A global variable. Where it lies follows from what it is: constants in {@code .rodata}, zeroes in {@code .bss}, the rest in {@code .data}.
 *
 * @param section where it lies instead, {@code .data.x} or {@code .rodata.x}; null for where its kind does
 */
public record Global(
        String name,
        BpfType type,
        Kind kind,
        Initial initial,
        @Nullable String section,
        SourceLine location) {
    /** A global that lies where its kind does. */
    public Global(String name, BpfType type, Kind kind, Initial initial, SourceLine location) {
        this(name, type, kind, initial, null, location);
    }

    /** What may happen to a global. */
    public enum Kind {
        /** Written by programs and by user space. */
        VARIABLE,
        /** Set by user space before load, then constant. */
        CONFIG,
        /** Never changes, and has a name. */
        CONSTANT,
        /** A literal without a name that anyone could ask for. */
        LITERAL,
        /** A value of the kernel's configuration, which the loader looks up by its name and puts in. */
        KCONFIG,
        /** The same, zero where the kernel has none. */
        WEAK_KCONFIG,
        /** A symbol of the kernel, which the loader looks up: its address is what matters. */
        KSYM,
        /** The same, at 0 where the kernel has none. */
        WEAK_KSYM,
        /** A variable of the kernel, which the loader looks up by its name and type. */
        KERNEL_VARIABLE,
        /** The same, at 0 where the kernel has none. */
        WEAK_KERNEL_VARIABLE,
        /** A function of the kernel that programs may call, at 0 where the kernel has none. */
        WEAK_KFUNC;

        /** Returns whether a global may lie in a section of its own that is called so. */
        public boolean mayLieIn(String section) {
            return section.matches((this == VARIABLE ? "\\.data" : "\\.rodata") + "\\.[A-Za-z0-9_.]+");
        }

        /** Returns whether the object only names it. */
        public boolean isExtern() {
            return switch (this) {
                case KCONFIG, WEAK_KCONFIG, KSYM, WEAK_KSYM, KERNEL_VARIABLE, WEAK_KERNEL_VARIABLE, WEAK_KFUNC -> true;
                case VARIABLE, CONFIG, CONSTANT, LITERAL -> false;
            };
        }
    }
}
