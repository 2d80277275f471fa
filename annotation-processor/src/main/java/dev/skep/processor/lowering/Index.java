package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNPROVED_INDEX;

import com.sun.source.tree.ExpressionTree;
import dev.skep.compiler.Offsets;
import dev.skep.ir.Value;

/**
 * An index that must be within its array. What the verifier sees is the memory as a whole: beside an array it would let others be touched.
 *
 * @param function the function that computes it
 * @param address where the element is
 * @param most the last index that may be
 * @param size bytes of an element
 * @param unproved what to say where it is not known to be
 */
record Index(String function, Value address, int most, int size, ExpressionTree tree, String unproved) {
    /** Returns whether it is within its array, and refuses it where that cannot be proved. */
    boolean isProved(Offsets offsets, UnitScope scope) {
        if (offsets.areWithin(function, address, (long) most * size)) return true;
        scope.reporter().refuse(tree, UNPROVED_INDEX, unproved);
        return false;
    }
}
