package dev.skep.dsl;

import dev.skep.ir.Value;

/** What a typed value stands for. */
sealed interface Operand {
    /** Throws unless it may be used in {@code body}. */
    void require(Body body);

    /** Returns the IR value, which has the type of {@code type}. */
    Value in(Body body, ScalarType<?> type);

    /** A value that the program computes. */
    record Computed(Origin origin, Value value) implements Operand {
        @Override
        public void require(Body body) {
            origin.require(body, "the value");
        }

        @Override
        public Value in(Body body, ScalarType<?> type) {
            return body.local(origin.frame(), value);
        }
    }

    /** A number known now, good in every function; numbers in network order are kept in host notation. */
    record Literal(long value) implements Operand {
        @Override
        public void require(Body body) {
            // good in every function
        }

        @Override
        public Value in(Body body, ScalarType<?> type) {
            return type.constant(body, value);
        }
    }
}
