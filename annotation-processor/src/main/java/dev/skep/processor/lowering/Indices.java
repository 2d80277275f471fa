package dev.skep.processor.lowering;

import dev.skep.compiler.Offsets;
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

    /** Returns whether a class has none, so that nothing has to be found out about its functions. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns whether those in the functions that are asked for are proved by what is known of a unit; reports those that are not. */
    public boolean areProved(Offsets offsets, Predicate<String> functions) {
        return all.stream()
                        .filter(index -> functions.test(index.function()))
                        .filter(index -> !index.isProved(offsets, scope))
                        .count()
                == 0;
    }
}
