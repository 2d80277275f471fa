package dev.skep.ir;

import java.util.List;

/** The first contents of a global variable, free of byte order. */
public sealed interface Initial {
    /** All bytes zero. */
    record Zero() implements Initial {}

    /** An integer, as wide as its type. */
    record Number(long value) implements Initial {}

    /** UTF-8 bytes and a NUL; the rest of its array is zero. */
    record Text(String text) implements Initial {}

    /** The elements of an array, or the members of a struct, in order; those not given are zero. */
    record Aggregate(List<Initial> elements) implements Initial {
        public Aggregate {
            elements = List.copyOf(elements);
        }
    }
}
