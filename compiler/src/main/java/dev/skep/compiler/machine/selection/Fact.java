package dev.skep.compiler.machine.selection;

import dev.skep.ir.Op;
import org.jspecify.annotations.Nullable;

/** What selection knows of one value. */
final class Fact {
    /** How many operands and arguments it is. */
    int uses;

    /** How many of those are addresses, which take a constant on top for free. */
    int addressUses;

    /** How many of those are arguments of calls. */
    int argumentUses;

    /** How many of those are branches that can do the comparison themselves. */
    int branchUses;

    /** How many of those are branches that ask whether it is zero. */
    int zeroTests;

    /** The mask and what it is laid on, when the value is that. */
    Op.@Nullable Binary masked;

    /** Whether some use of an i32 looks at all 64 bits of its register. */
    boolean whole;

    /** Whether a pointer is moved by it, or by what is computed from it. */
    boolean moves;

    /** How many low bits may be set. */
    int bits = Long.SIZE;

    /** Its value, when that is a constant. */
    @Nullable
    Long constant;

    /** The address as a root and a constant, when it is such a sum. */
    @Nullable
    Origin origin;

    /** Whether the sum is formed by those who use it, not once in a register. */
    boolean folded;

    /** The field of a struct of the kernel that it is the address of. */
    Op.@Nullable FieldAddress field;

    /** How many of its uses are loads and stores of the field itself. */
    int fieldUses;

    /** The comparison it is the outcome of. */
    Op.@Nullable Compare compare;

    /** An address as a sum. */
    record Origin(Root root, long offset) {}
}
