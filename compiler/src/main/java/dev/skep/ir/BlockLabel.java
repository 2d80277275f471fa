package dev.skep.ir;

import org.jspecify.annotations.Nullable;

/** The name of a block: unique number in its function, and a hint that shows in listings. */
public record BlockLabel(int id, String hint) {
    /** Numbers are unique where labels meet in tables. */
    @Override
    public int hashCode() {
        return id;
    }

    /** They differ mostly, and then in their numbers. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof BlockLabel label && id == label.id && hint.equals(label.hint));
    }

    @Override
    public String toString() {
        return hint + "." + id;
    }
}
