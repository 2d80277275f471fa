package dev.skep.processor.lowering;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.SourceLine;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.Offsets;
import dev.skep.ir.Value;
import org.jspecify.annotations.Nullable;

/**
 * An index that must be within its array. What the verifier sees is the memory as a whole: beside an array it would let others be touched.
 *
 * @param function the function that computes it
 * @param address where the element is
 * @param most the last index that may be
 * @param size bytes of an element
 * @param unproved what to say where it is not known to be within
 * @param code what it is reported as where it is not known to be within
 * @param place where it is written
 * @param tree null where an earlier build has read it
 */
public record Index(
        String function,
        Value address,
        int most,
        int size,
        String unproved,
        DiagnosticCode code,
        SourceLine place,
        @Nullable ExpressionTree tree) {
    /** Returns whether it is within its array, as far as that can be proved. */
    boolean isProved(Offsets offsets) {
        return offsets.areWithin(function, address, (long) most * size);
    }
}
