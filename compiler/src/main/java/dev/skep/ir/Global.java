package dev.skep.ir;

import dev.skep.asm.SourceLine;

/** A global variable. Where it lies follows from what it is: constants in {@code .rodata}, zeroes in {@code .bss}, the rest in {@code .data}. */
public record Global(String name, BpfType type, Kind kind, Initial initial, SourceLine location) {
    /** What may happen to a global. */
    public enum Kind {
        /** Written by programs and by user space. */
        VARIABLE,
        /** Set by user space before load, then constant. */
        CONFIG,
        /** A literal without a name that anyone could ask for. */
        LITERAL
    }
}
