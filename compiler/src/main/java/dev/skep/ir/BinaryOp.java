package dev.skep.ir;

/** Arithmetic of two operands of one width; the result has the same width. */
public enum BinaryOp {
    ADD,
    SUB,
    MUL,
    /** Unsigned division; {@code x / 0 == 0}. */
    UDIV,
    /** Signed division toward zero; {@code x / 0 == 0}, {@code MIN / -1 == MIN}. */
    SDIV,
    /** Unsigned remainder; {@code x % 0 == x}. */
    UREM,
    /** Signed remainder with the sign of the dividend; {@code x % 0 == x}, {@code MIN % -1 == 0}. */
    SREM,
    AND,
    OR,
    XOR,
    /** Shift left; the count is masked to the width. */
    SHL,
    /** Logical shift right; the count is masked to the width. */
    LSHR,
    /** Arithmetic shift right; the count is masked to the width. */
    ASHR
}
