package dev.skep.dsl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a case; none of the default case.
 *
 * @param of the enumeration whose constants they are; null for plain numbers
 */
record Labels(Set<Long> numbers, @Nullable EnumDef of) {
    static final Labels DEFAULT = new Labels(Set.of(), null);

    boolean isDefault() {
        return numbers.isEmpty();
    }

    /** Throws unless a switch over {@code type} can have these cases. */
    static void check(ScalarType<?> type, List<Labels> cases) {
        var seen = new HashSet<Long>();
        var defaults = 0;
        for (var labels : cases) {
            if (labels.isDefault() && ++defaults > 1)
                throw new IllegalArgumentException("a switch has two default cases");
            if (labels.of != null && labels.of != type) {
                throw new IllegalArgumentException("a case of `" + labels.of + "` in a switch over `" + type + "`");
            }
            for (var label : labels.numbers) {
                type.requireFits(label);
                if (!seen.add(label)) throw duplicate(label);
            }
        }
    }

    static IllegalArgumentException duplicate(long label) {
        return new IllegalArgumentException("case " + label + " stands twice in one switch");
    }
}
