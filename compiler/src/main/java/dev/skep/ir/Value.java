package dev.skep.ir;

import org.jspecify.annotations.Nullable;

/** An SSA value: defined once, by an op or as a block parameter. Its number is unique in its function. */
public record Value(int id, ValueType type) {
    /** Numbers are unique where values meet in tables. */
    @Override
    public int hashCode() {
        return id;
    }

    /** They differ mostly, and then in their numbers. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Value value && id == value.id && type.equals(value.type));
    }

    @Override
    public String toString() {
        return "%" + id;
    }
}
