package dev.skep.btf;

/**
 * The number of a type in a {@link BtfGraph}: 0 is {@code void}, the first type is 1.
 *
 * @param value the number, never negative
 */
public record BtfId(int value) implements Comparable<BtfId> {
    /** The type that needs no record: {@code void}. */
    public static final BtfId VOID = new BtfId(0);

    public BtfId {
        if (value < 0) {
            throw new IllegalArgumentException("type id " + value + " is negative");
        }
    }

    /** Whether this is {@code void}. */
    public boolean isVoid() {
        return value == 0;
    }

    @Override
    public int compareTo(BtfId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "[" + value + "]";
    }
}
