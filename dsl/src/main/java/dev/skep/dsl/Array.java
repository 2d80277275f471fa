package dev.skep.dsl;

/**
 * A reference to an array in memory. An index that the program computes must be known to lie within it: compared, masked, or counted by a
 * loop that ends in time; when the object is built, each that is not is an error at its line. What the verifier sees is the memory as a
 * whole, and would let the neighbours be touched.
 */
public final class Array<V extends Storable<?>> implements Storable<Array<V>> {
    private final ArrayType<V> type;
    private final Place place;

    Array(ArrayType<V> type, Place place) {
        this.type = type;
        this.place = place;
    }

    /** Returns how many elements there are. */
    public int length() {
        return type.length();
    }

    /** {@code array[index]}: its value now, or a reference to the struct, bytes or array there. */
    public V get(int index) {
        return type.element().read(at(index));
    }

    /** {@code array[index]}: its value now, or a reference to the struct, bytes or array there. */
    public V get(HostInteger<?> index) {
        return type.element().read(at(index));
    }

    /** {@code array[index] = value}. */
    public void set(int index, V value) {
        type.element().write(at(index), value);
    }

    /** {@code array[index] = value}. */
    public void set(HostInteger<?> index, V value) {
        type.element().require(place.body(), value);
        place.requireWritable();
        type.element().write(at(index), value);
    }

    /** {@code array[index] = value}. */
    public void set(int index, long value) {
        set(index, type.element().literal(value));
    }

    /** {@code array[index] = value}. */
    public void set(HostInteger<?> index, long value) {
        set(index, type.element().literal(value));
    }

    /** {@code memcpy(this, source, sizeof this)}; both are of one type and do not overlap. */
    public void copyFrom(Array<V> source) {
        source.require(place.body(), type);
        asBytes().copyFrom(source.asBytes());
    }

    /** {@code memset(this, 0, sizeof this)}. */
    public void zero() {
        asBytes().zero();
    }

    /** Returns all of its bytes. */
    public Bytes asBytes() {
        return new Bytes(place, type.btf().size());
    }

    ArrayType<V> type() {
        return type;
    }

    Place at(int index) {
        if (index < 0 || index >= length()) throw new IndexOutOfBoundsException("index " + index + " of " + type);
        return place.plus(index * type.element().btf().size());
    }

    Place at(HostInteger<?> index) {
        return Indexing.element(place, index, type.element().btf().size(), length() - 1, type.toString());
    }

    void require(Body body, ArrayType<V> wanted) {
        if (!type.btf().equals(wanted.btf()))
            throw new IllegalArgumentException(type + " where " + wanted + " is wanted");
        asBytes().require(body, wanted.btf().size());
    }
}
