package dev.skep.asm;

import static dev.skep.asm.Condition.EQ;
import static dev.skep.asm.Condition.GE;
import static dev.skep.asm.Condition.GT;
import static dev.skep.asm.Condition.LE;
import static dev.skep.asm.Condition.LT;
import static dev.skep.asm.Condition.NE;
import static dev.skep.asm.Condition.SET;
import static dev.skep.asm.Condition.SGE;
import static dev.skep.asm.Condition.SGT;
import static dev.skep.asm.Condition.SLE;
import static dev.skep.asm.Condition.SLT;

/**
 * The eleven registers, and comparisons of them for {@link CodeBuilder#ifThen}: {@code R0.ne(0)}.
 *
 * <p>Comparisons look at all 64 bits; {@link Comparison#lower32()} makes one look at the lower half.
 */
public enum Register {
    /** Return value of functions, helpers and the program. */
    R0(0),
    /** First argument; the context when a program starts. Lost at a call. */
    R1(1),
    /** Second argument. Lost at a call. */
    R2(2),
    /** Third argument. Lost at a call. */
    R3(3),
    /** Fourth argument. Lost at a call. */
    R4(4),
    /** Fifth argument. Lost at a call. */
    R5(5),
    /** Kept across calls. */
    R6(6),
    /** Kept across calls. */
    R7(7),
    /** Kept across calls. */
    R8(8),
    /** Kept across calls. */
    R9(9),
    /** The frame pointer: read only; the 512 bytes below it are the stack. */
    R10(10);

    private static final Register[] BY_NUMBER = values();

    private final int number;

    Register(int number) {
        this.number = number;
    }

    /** Returns the register of a number from 0 to 10. */
    public static Register of(int number) {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new IllegalArgumentException("register r" + number + " does not exist: the last is r10");
        }
        return BY_NUMBER[number];
    }

    /** Returns the number in the instruction's register field. */
    public int number() {
        return number;
    }

    /** Returns the 64-bit name, {@code r0}. */
    @Override
    public String toString() {
        return "r" + number;
    }

    // spotless:off
    /** Returns {@code this == right}. */
    public Comparison eq(Register right) { return Comparison.of(EQ, this, right); }
    /** Returns {@code this == right}. */
    public Comparison eq(int right) { return Comparison.of(EQ, this, right); }
    /** Returns {@code this != right}. */
    public Comparison ne(Register right) { return Comparison.of(NE, this, right); }
    /** Returns {@code this != right}. */
    public Comparison ne(int right) { return Comparison.of(NE, this, right); }
    /** Returns {@code this > right}, unsigned. */
    public Comparison gt(Register right) { return Comparison.of(GT, this, right); }
    /** Returns {@code this > right}, unsigned. */
    public Comparison gt(int right) { return Comparison.of(GT, this, right); }
    /** Returns {@code this >= right}, unsigned. */
    public Comparison ge(Register right) { return Comparison.of(GE, this, right); }
    /** Returns {@code this >= right}, unsigned. */
    public Comparison ge(int right) { return Comparison.of(GE, this, right); }
    /** Returns {@code this < right}, unsigned. */
    public Comparison lt(Register right) { return Comparison.of(LT, this, right); }
    /** Returns {@code this < right}, unsigned. */
    public Comparison lt(int right) { return Comparison.of(LT, this, right); }
    /** Returns {@code this <= right}, unsigned. */
    public Comparison le(Register right) { return Comparison.of(LE, this, right); }
    /** Returns {@code this <= right}, unsigned. */
    public Comparison le(int right) { return Comparison.of(LE, this, right); }
    /** Returns {@code this s> right}, signed. */
    public Comparison sgt(Register right) { return Comparison.of(SGT, this, right); }
    /** Returns {@code this s> right}, signed. */
    public Comparison sgt(int right) { return Comparison.of(SGT, this, right); }
    /** Returns {@code this s>= right}, signed. */
    public Comparison sge(Register right) { return Comparison.of(SGE, this, right); }
    /** Returns {@code this s>= right}, signed. */
    public Comparison sge(int right) { return Comparison.of(SGE, this, right); }
    /** Returns {@code this s< right}, signed. */
    public Comparison slt(Register right) { return Comparison.of(SLT, this, right); }
    /** Returns {@code this s< right}, signed. */
    public Comparison slt(int right) { return Comparison.of(SLT, this, right); }
    /** Returns {@code this s<= right}, signed. */
    public Comparison sle(Register right) { return Comparison.of(SLE, this, right); }
    /** Returns {@code this s<= right}, signed. */
    public Comparison sle(int right) { return Comparison.of(SLE, this, right); }
    /** Returns {@code (this & right) != 0}. */
    public Comparison set(Register right) { return Comparison.of(SET, this, right); }
    /** Returns {@code (this & right) != 0}. */
    public Comparison set(int right) { return Comparison.of(SET, this, right); }
    // spotless:on
}
