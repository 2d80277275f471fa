package dev.skep.dsl;

import java.util.Set;
import java.util.function.Supplier;

/** One case of a {@link StatementBuilder#switch_} that is a value. */
public final class ValueCase<V extends Scalar<V>> {
    private final Set<Long> labels;
    private final Supplier<V> value;

    ValueCase(Set<Long> labels, Supplier<V> value) {
        this.labels = labels;
        this.value = value;
    }

    /** {@code default -> value}. */
    public static <V extends Scalar<V>> ValueCase<V> otherwise(Supplier<V> value) {
        return new ValueCase<>(Set.of(), value);
    }

    /** Returns the numbers; none of the default case. */
    Set<Long> labels() {
        return labels;
    }

    Supplier<V> value() {
        return value;
    }
}
