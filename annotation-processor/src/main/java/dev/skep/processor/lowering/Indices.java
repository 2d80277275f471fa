package dev.skep.processor.lowering;

import dev.skep.compiler.Offsets;
import dev.skep.ir.Unit;
import java.util.List;
import java.util.function.Predicate;

/** The indices of a class that must be within their arrays, whoever calls its functions. */
public final class Indices {
    private final UnitScope scope;
    private final List<Index> all;

    Indices(UnitScope scope, List<Index> all) {
        this.scope = scope;
        this.all = List.copyOf(all);
    }

    /** Returns whether those in the functions that are asked for are proved by what a unit calls them with; reports those that are not. */
    public boolean areProved(Unit unit, Predicate<String> functions) {
        var asked =
                all.stream().filter(index -> functions.test(index.function())).toList();
        if (asked.isEmpty()) return true;
        var offsets = Offsets.of(unit);
        return asked.stream().filter(index -> !index.isProved(offsets, scope)).count() == 0;
    }
}
