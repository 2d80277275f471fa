package dev.skep.ir;

/** An SSA value: defined once, by an op or as a block parameter. Its number is unique in its function. */
public record Value(int id, ValueType type) {
    /** Numbers are unique where values meet in tables. */
    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return "%" + id;
    }
}
