package dev.skep.dsl;

import java.util.function.Supplier;

/** One case of a {@link StatementBuilder#switch_} that is a value. */
public final class ValueCase<V extends Scalar<V>> {
    private final Labels labels;
    private final Supplier<V> value;

    ValueCase(Labels labels, Supplier<V> value) {
        this.labels = labels;
        this.value = value;
    }

    /** {@code default -> value}. */
    public static <V extends Scalar<V>> ValueCase<V> otherwise(Supplier<V> value) {
        return new ValueCase<>(Labels.DEFAULT, value);
    }

    Labels labels() {
        return labels;
    }

    Supplier<V> value() {
        return value;
    }
}
