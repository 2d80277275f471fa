package dev.skep.processor.random;

import java.util.Arrays;
import java.util.List;

/**
 * The types of numbers. On the JVM one without a sign is an {@code int} that holds the number itself when it is narrow, and the bits of the
 * number when it has 32 or 64.
 */
public enum Type {
    // spotless:off
    BOOLEAN("boolean",  8, true),
    BYTE   ("byte",     8, false),
    UBYTE  ("byte",     8, true),
    SHORT  ("short",   16, false),
    USHORT ("short",   16, true),
    CHAR   ("char",    16, true),
    INT    ("int",     32, false),
    UINT   ("int",     32, true),
    LONG   ("long",    64, false),
    ULONG  ("long",    64, true);
    // spotless:on

    static final List<Type> NUMBERS =
            Arrays.stream(values()).filter(type -> type != BOOLEAN).toList();

    private final String java;
    private final int bits;
    private final boolean unsigned;

    Type(String java, int bits, boolean unsigned) {
        this.java = java;
        this.bits = bits;
        this.unsigned = unsigned;
    }

    /** Returns what Java calls it. */
    String java() {
        return java;
    }

    /** Returns how it is declared where our processor reads it. */
    String declared() {
        return isOurs() ? "@Unsigned " + java : java;
    }

    /** Returns whether Java does not have it. */
    boolean isOurs() {
        return unsigned && this != BOOLEAN && this != CHAR;
    }

    int bits() {
        return bits;
    }

    boolean unsigned() {
        return unsigned;
    }

    /** Returns the type of arithmetic on it. */
    Type promoted() {
        return bits < 32 ? INT : this;
    }

    /** Returns the type of arithmetic on two numbers. */
    static Type common(Type left, Type right) {
        var wide = Math.max(left.promoted().bits, right.promoted().bits) == 64;
        var signless = wide ? left == ULONG || right == ULONG : left == UINT || right == UINT;
        if (wide) return signless ? ULONG : LONG;
        return signless ? UINT : INT;
    }

    /** Returns the text on the JVM of a number of this type that was read from a place of it. */
    String onJvm(String read) {
        return switch (this) {
            case UBYTE -> "(" + read + " & 0xff)";
            case USHORT -> "(" + read + " & 0xffff)";
            default -> read;
        };
    }

    /** Returns the text on the JVM of a number as one of another type. */
    String onJvm(String text, Type to) {
        if (this == to) return text;
        return switch (to) {
            case UBYTE -> "((int) (" + text + ") & 0xff)";
            case USHORT -> "((int) (" + text + ") & 0xffff)";
            case LONG, ULONG -> this == UINT ? "((" + text + ") & 0xffffffffL)" : "((long) (" + text + "))";
            default -> "((" + to.java + ") (" + text + "))";
        };
    }

    /** Returns the text on the JVM of a number as a place of this type takes it. */
    String kept(String text) {
        return this == UBYTE || this == USHORT ? "(" + java + ") (" + text + ")" : text;
    }
}
