package dev.skep.ir;

import java.util.List;

/** The first contents of a global variable, free of byte order. */
public sealed interface Initial {
    /** Dispatches on the kind of contents. */
    <R> R accept(Visitor<R> visitor);

    /** All bytes zero. */
    record Zero() implements Initial {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.zero(this);
        }
    }

    /** An integer, as wide as its type. */
    record Number(long value) implements Initial {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.number(this);
        }
    }

    /** UTF-8 bytes and a NUL; the rest of its array is zero. */
    record Text(String text) implements Initial {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.text(this);
        }
    }

    /** The elements of an array, or the members of a struct, in order; those not given are zero. */
    record Aggregate(List<Initial> elements) implements Initial {
        public Aggregate {
            elements = List.copyOf(elements);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.aggregate(this);
        }
    }

    /** One method per kind. */
    interface Visitor<R> {
        R zero(Zero initial);

        R number(Number initial);

        R text(Text initial);

        R aggregate(Aggregate initial);
    }
}
