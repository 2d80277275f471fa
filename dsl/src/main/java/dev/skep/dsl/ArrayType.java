package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.Value;
import java.util.ArrayList;
import java.util.List;

/** The type of an array; made by {@link Types#array}. */
public final class ArrayType<V extends Storable<?>> extends Type<Array<V>> {
    private final Type<V> element;
    private final int length;
    private final BpfType btf;

    ArrayType(Type<V> element, int length) {
        if (length < 1) throw new IllegalArgumentException("length " + length + " of an array is less than 1");
        SpinLock.requireNone(element, "an element of an array");
        this.element = element;
        this.length = length;
        this.btf = new BpfType.Array(element.btf(), length);
    }

    /** Returns how many elements there are. */
    public int length() {
        return length;
    }

    /** Returns these elements, and zeroes behind them, as what lies somewhere at first. */
    public Contents<Array<V>> of(long... numbers) {
        var parts = new ArrayList<Contents<V>>();
        for (var number : numbers) parts.add(element.contents(number));
        return elements(parts);
    }

    /** Returns these elements, and zeroes behind them, as what lies somewhere at first. */
    public Contents<Array<V>> of(List<Contents<V>> elements) {
        for (var part : elements) part.require(element);
        return elements(elements);
    }

    private Contents<Array<V>> elements(List<Contents<V>> parts) {
        if (parts.size() > length) {
            throw new IllegalArgumentException(parts.size() + " elements are more than " + this + " has");
        }
        return Contents.aggregate(this, List.copyOf(parts));
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
