package dev.skep.processor.lowering;

import dev.skep.compiler.Offsets;
import dev.skep.processor.source.Reporter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The indices of a class that must be within their arrays, whoever calls its functions. */
public final class Indices {
    private final @Nullable Reporter reporter;
    private final List<Index> all;

    Indices(Reporter reporter, List<Index> all) {
        this.reporter = reporter;
        this.all = List.copyOf(all);
    }

    /** Those of a class that an earlier build has compiled. */
    public Indices(List<Index> all) {
        this.reporter = null;
        this.all = List.copyOf(all);
    }

    /** Returns them, in the order in which they were met. */
    public List<Index> all() {
        return all;
    }

    /** Returns whether a class has none, so that nothing has to be found out about its functions. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Returns whether those in the functions that are asked for are proved by what is known of a unit; reports those that are not.
     *
     * @param elsewhere is told of those that have no source in this build, by the function that has one
     */
    public boolean areProved(Offsets offsets, Predicate<String> functions, BiConsumer<String, String> elsewhere) {
        var unproved = all.stream()
                .filter(index -> functions.test(index.function()))
                .filter(index -> !index.isProved(offsets))
                .toList();
        for (var index : unproved) {
            var tree = index.tree();
            if (reporter != null && tree != null) reporter.refuse(tree, index.code(), index.unproved());
            else
                elsewhere.accept(
                        index.function(), index.unproved() + " in `" + index.function() + "`, " + index.place());
        }
        return unproved.isEmpty();
    }
}
