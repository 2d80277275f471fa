package dev.skep.object;

import dev.skep.btf.BtfId;

/** What the keys or the values of a map are. */
public sealed interface MapPart {
    /** The map has none. */
    MapPart NONE = new Absent();

    /** Bytes of no known type. */
    static MapPart ofSize(int bytes) {
        return new Sized(bytes);
    }

    /** Of this type, which the kernel learns too. */
    static MapPart ofType(BtfId type) {
        return new Typed(type);
    }

    /** Calls the visitor's method for this kind. */
    <R> R accept(Visitor<R> visitor);

    /** A function over all kinds. */
    interface Visitor<R> {
        R visit(Absent part);

        R visit(Sized part);

        R visit(Typed part);
    }

    /** The map has none. */
    record Absent() implements MapPart {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Bytes of no known type. */
    record Sized(int bytes) implements MapPart {
        public Sized {
            if (bytes < 0) {
                throw new IllegalArgumentException("a key or value of " + bytes + " bytes");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Of a type. */
    record Typed(BtfId type) implements MapPart {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
