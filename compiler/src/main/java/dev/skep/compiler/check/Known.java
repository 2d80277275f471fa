package dev.skep.compiler.check;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a value, from nothing yet to nothing at all. A search for null calls the pointers it is after {@link Kind#NULL} or {@link
 * Kind#MAYBE_NULL}; every other value is a number or is not known.
 *
 * @param number the value of a {@link Kind#NUMBER}, sign-extended; a null pointer that no search is after is the number 0
 * @param own whether it follows from a pointer that a search is after being null
 */
record Known(Kind kind, long number, boolean own) {
    static final Known UNSEEN = new Known(Kind.UNSEEN, 0, false);
    static final Known TRUTH = new Known(Kind.TRUTH, 0, false);
    static final Known ANYTHING = new Known(Kind.ANYTHING, 0, false);
    static final Known NON_NULL = new Known(Kind.NON_NULL, 0, false);
    static final Known NULL = new Known(Kind.NULL, 0, true);
    static final Known MAYBE_NULL = new Known(Kind.MAYBE_NULL, 0, true);

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Known known && kind == known.kind && number == known.number && own == known.own);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    /** How much is known. */
    enum Kind {
        /** No path has come by yet. */
        UNSEEN,
        /** One number. */
        NUMBER,
        /** 0 or 1. */
        TRUTH,
        /** A pointer that is not null. */
        NON_NULL,
        /** Whatever it may be. */
        ANYTHING,
        /** A pointer that is followed, and null here. */
        NULL,
        /** A pointer that is followed, and may be null here. */
        MAYBE_NULL
    }

    static Known of(long number) {
        return new Known(Kind.NUMBER, number, false);
    }

    static Known of(boolean truth) {
        return of(truth ? 1 : 0);
    }

    /** Returns the same, as what follows from a pointer that a search is after. */
    Known asOwn() {
        return new Known(kind, number, true);
    }

    boolean isSame(Known other) {
        return kind == other.kind && number == other.number;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isNumber(long asked) {
        return isNumber() && number == asked;
    }

    /** Returns whether it is 0 or 1. */
    boolean isTruth() {
        return kind == Kind.TRUTH || isNumber(0) || isNumber(1);
    }

    /** Returns whether it is a pointer that a search is after. */
    boolean isFollowed() {
        return kind == Kind.NULL || kind == Kind.MAYBE_NULL;
    }

    /** Returns whether it is a null pointer for sure. */
    boolean isNull() {
        return kind == Kind.NULL || isNumber(0);
    }

    /** Returns what is known where either is. */
    Known or(Known other) {
        if (equals(other) || other.kind == Kind.UNSEEN) return this;
        if (kind == Kind.UNSEEN) return other;
        return isTruth() && other.isTruth() ? TRUTH : ANYTHING;
    }
}
