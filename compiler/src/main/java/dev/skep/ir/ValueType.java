package dev.skep.ir;

/** The type of an SSA value: what one register holds. */
public sealed interface ValueType {
    /** A 32-bit integer; the upper half of its register is zero. */
    ValueType I32 = Int.I32;

    /** A 64-bit integer. */
    ValueType I64 = Int.I64;

    /** Returns a pointer into {@code kind} that is never null. */
    static Pointer pointer(MemoryKind kind) {
        return new Pointer(kind, Nullness.NON_NULL);
    }

    /** Returns a pointer into {@code kind} that must be compared with null before its memory is touched. */
    static Pointer nullable(MemoryKind kind) {
        return new Pointer(kind, Nullness.NULLABLE);
    }

    /** Returns how many bits a value of this type has: 32 or 64. */
    int bits();

    /** The integers. Sign is not in the type: an operation that depends on it says so. */
    enum Int implements ValueType {
        I32(32),
        I64(64);

        private final int bits;

        Int(int bits) {
            this.bits = bits;
        }

        @Override
        public int bits() {
            return bits;
        }

        @Override
        public String toString() {
            return "i" + bits;
        }
    }

    /** Whether null is among the values of a pointer. */
    enum Nullness {
        NON_NULL,
        NULLABLE
    }

    /** A 64-bit pointer. */
    record Pointer(MemoryKind kind, Nullness nullness) implements ValueType {
        @Override
        public int bits() {
            return 64;
        }

        @Override
        public String toString() {
            return "ptr." + kind.text() + (nullness == Nullness.NULLABLE ? "?" : "");
        }
    }
}
