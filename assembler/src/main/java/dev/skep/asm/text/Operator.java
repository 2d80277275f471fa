package dev.skep.asm.text;

import org.jspecify.annotations.Nullable;

/** The operators between two numbers. */
enum Operator {
    ADD(1, 1),
    SUBTRACT(1, 1),
    OR(2, 1),
    XOR(2, 1),
    AND(2, 1),
    SHIFT_LEFT(3, 2),
    SHIFT_RIGHT(3, 2),
    MULTIPLY(3, 1),
    DIVIDE(3, 1),
    REMAINDER(3, 1);

    /** The precedence of those that bind least. */
    static final int LOOSEST = 1;

    private final int precedence;
    private final int length;

    Operator(int precedence, int length) {
        this.precedence = precedence;
        this.length = length;
    }

    /** Returns how tightly it binds: as GNU as has it, not as C has it. */
    int precedence() {
        return precedence;
    }

    /** Returns how many characters it has. */
    int length() {
        return length;
    }

    /** Returns the operator that starts with two characters; null if none does. */
    static @Nullable Operator of(int c, int next) {
        return switch (c) {
            case '+' -> next == '=' ? null : ADD;
            case '-' -> next == '=' ? null : SUBTRACT;
            case '*' -> next == '=' ? null : MULTIPLY;
            case '/' -> next == '=' || next == '/' || next == '*' ? null : DIVIDE;
            case '%' -> next == '=' ? null : REMAINDER;
            case '<' -> next == '<' ? SHIFT_LEFT : null;
            case '>' -> next == '>' ? SHIFT_RIGHT : null;
            case '&' -> next == '&' ? null : AND;
            case '|' -> next == '|' ? null : OR;
            case '^' -> XOR;
            default -> null;
        };
    }

    long apply(long a, long b) {
        return switch (this) {
            case OR -> a | b;
            case XOR -> a ^ b;
            case AND -> a & b;
            case SHIFT_LEFT -> b >= 0 && b < Long.SIZE ? a << b : 0;
            case SHIFT_RIGHT -> b >= 0 && b < Long.SIZE ? a >>> b : 0;
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case REMAINDER -> a % b;
        };
    }
}
