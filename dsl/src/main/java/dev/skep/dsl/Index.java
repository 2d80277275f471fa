package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.compiler.Diagnostic;
import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.Offsets;
import dev.skep.compiler.SkepException;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import java.util.List;

/**
 * An index that must be within its array.
 *
 * @param function the function that computes it
 * @param address where the element is
 * @param mostBytes how far from the first element it may be
 * @param most the last index that may be
 * @param what the array
 */
record Index(String function, Value address, long mostBytes, int most, SourceLine line, String what) {
    /** Throws unless what is known of a unit proves that all are. */
    static void prove(Unit unit, List<Index> indices) {
        if (indices.isEmpty()) return;
        var offsets = Offsets.of(unit);
        var unproved = indices.stream()
                .filter(index -> !index.isProved(offsets))
                .map(Index::diagnostic)
                .toList();
        if (!unproved.isEmpty()) throw new SkepException(unproved);
    }

    private boolean isProved(Offsets offsets) {
        return offsets.areWithin(function, address, mostBytes);
    }

    private Diagnostic diagnostic() {
        return Diagnostic.of(
                DiagnosticCode.UNPROVED_INDEX,
                line,
                "the index into " + what + " is not known to be within 0 and " + most);
    }
}
