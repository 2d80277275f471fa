package dev.skep.processor.bindings;

import dev.skep.ir.BpfType;
import dev.skep.ir.ValueType.Nullness;
import java.util.List;

/** What a member of a struct of functions is. */
public sealed interface OpsMember {
    /** Returns how C declares it, without its name. */
    String text();

    /** Something that the kernel calls. */
    record Function(Passed result, List<Passed> arguments, String text) implements OpsMember {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }

    /** A value that can be given. */
    record Data(BpfType type, String text) implements OpsMember {}

    /** Anything else, which only the kernel fills. */
    record Other(String text) implements OpsMember {}

    /** What goes over to a function or comes back. */
    sealed interface Passed {
        /** Returns how C declares it. */
        String text();

        /** Nothing comes back. */
        record Nothing(String text) implements Passed {}

        /** An integer, as wide as it is in C, or the address of what is no struct. */
        record Number(int bits, Sign sign, String text) implements Passed {}

        /** A pointer to a struct, which the kernel may say to be null sometimes. */
        record Struct(String name, Nullness nullness, String text) implements Passed {}

        /** What no program gets. */
        record Unknown(String text) implements Passed {}
    }

    /** Whether an integer may be below zero. */
    enum Sign {
        SIGNED,
        UNSIGNED,
        /** It is 0 or 1. */
        TRUTH,
        /** An enum or an address, which either stands for. */
        EITHER
    }
}
