package dev.skep.processor.source;

import dev.skep.processor.type.Int;
import java.util.Optional;

/**
 * The type of arithmetic on two integers. Widths follow Java's binary numeric promotion; the result has no sign when an operand of its width
 * has none.
 */
public final class Promotion {
    private Promotion() {}

    /** Returns the common type. */
    public static Int of(Int left, Int right) {
        var bits = Math.max(left.promoted().bits(), right.promoted().bits());
        return Int.wide(bits, decides(left, bits) || decides(right, bits));
    }

    /** Returns whether the common type cannot hold every value of an operand; a constant that it holds is no such operand. */
    public static boolean loses(Int common, Int operand, Optional<Constant> constant) {
        return !common.holds(operand) && constant.map(Constant::negative).orElse(true);
    }

    private static boolean decides(Int operand, int bits) {
        return operand.unsigned() && operand.bits() == bits;
    }
}
