package dev.skep.compiler.pass;

import dev.skep.ir.Value;
import org.jspecify.annotations.Nullable;

/**
 * An i32 as an i64 whose lower half it is.
 *
 * @param held the i64 whose upper half may be anything
 * @param zero the i64 whose upper half is zero
 * @param sign the i64 whose upper half repeats the sign
 * @param constant its value, when that is known
 */
record Wide(Value held, Value zero, Value sign, @Nullable Long constant) {
    /** Whether no two of the three differ: neither half has a sign. */
    boolean isSmall() {
        return held.equals(zero) && held.equals(sign);
    }

    boolean isZeroExtended() {
        return held.equals(zero);
    }

    boolean isSignExtended() {
        return held.equals(sign);
    }
}
