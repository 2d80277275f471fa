package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNPROVED_INDEX;

import com.sun.source.tree.ExpressionTree;
import dev.skep.compiler.Offsets;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import java.util.List;
import java.util.Set;

/**
 * An index that must be within its array. What the verifier sees is the memory as a whole: beside an array it would let others be touched.
 *
 * @param function the function that computes it
 * @param address where the element is
 * @param most the last index that may be
 * @param size bytes of an element
 */
record Index(String function, Value address, int most, int size, ExpressionTree tree) {
    /**
     * Refuses what cannot be proved once all functions are known.
     *
     * @param open the functions that other classes may call, with whatever they like
     */
    static void prove(UnitScope scope, Unit unit, Set<String> open, List<Index> indices) {
        if (indices.isEmpty()) return;
        var offsets = Offsets.of(unit, open);
        for (var index : indices)
            if (!offsets.areWithin(index.function, index.address, (long) index.most * index.size))
                scope.reporter()
                        .refuse(
                                index.tree,
                                UNPROVED_INDEX,
                                scope.quote(index.tree) + " is not known to be within 0 and " + index.most);
    }
}
