package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.Value;

/** The type of an array; made by {@link Types#array}. */
public final class ArrayType<V extends Storable<?>> extends Type<Array<V>> {
    private final Type<V> element;
    private final int length;
    private final BpfType btf;

    ArrayType(Type<V> element, int length) {
        if (length < 1) throw new IllegalArgumentException("length " + length + " of an array is less than 1");
        this.element = element;
        this.length = length;
        this.btf = new BpfType.Array(element.btf(), length);
    }

    /** Returns how many elements there are. */
    public int length() {
        return length;
    }

    Type<V> element() {
        return element;
    }

    @Override
    BpfType btf() {
        return btf;
    }

    @Override
    void require(Body body, Array<V> value) {
        value.require(body, this);
    }

    @Override
    Array<V> read(Place place) {
        return referTo(place);
    }

    @Override
    void write(Place place, Array<V> value) {
        referTo(place).copyFrom(value);
    }

    @Override
    Array<V> referTo(Place place) {
        return new Array<>(this, place);
    }

    @Override
    Value pointerTo(Body body, Array<V> value, String role) {
        return value.asBytes().place().address();
    }

    @Override
    public String toString() {
        return element + "[" + length + "]";
    }
}
