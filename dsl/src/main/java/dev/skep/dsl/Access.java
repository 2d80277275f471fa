package dev.skep.dsl;

import java.util.Set;

/** What a program may do with a piece of memory. */
interface Access {
    /** Memory to read and to write. */
    Access READ_WRITE = new Access() {};

    /** Throws when it cannot be read here. */
    default void requireReadable() {}

    /** Throws when it cannot be written here. */
    default void requireWritable() {}

    /** Returns what may be done with one field of it. */
    default Access of(Field<?> field) {
        return this;
    }

    /** Returns whether a word may lie across two of the machine's. */
    default boolean isLoose() {
        return false;
    }

    /** Returns the same for memory where words may lie anywhere. */
    default Access loose() {
        var whole = this;
        return new Access() {
            @Override
            public void requireReadable() {
                whole.requireReadable();
            }

            @Override
            public void requireWritable() {
                whole.requireWritable();
            }

            @Override
            public boolean isLoose() {
                return true;
            }
        };
    }

    /** Memory to read only; {@code what} names it. */
    static Access readOnly(String what) {
        return new Access() {
            @Override
            public void requireWritable() {
                throw new IllegalStateException(what + " cannot be written");
            }
        };
    }

    /** The same, except for the {@code writable} fields. */
    static Access readOnlyBut(String what, Set<Field<?>> writable) {
        return new Access() {
            @Override
            public Access of(Field<?> field) {
                return writable.contains(field) ? READ_WRITE : readOnly(what);
            }
        };
    }
}
