package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.Value;

/** Some bits of an integer, read and written as a number of their own. */
final class BitFieldType<V extends HostInteger<V>> extends Type<V> {
    private final Type<V> unit;
    private final int shift;
    private final int width;
    private final long mask;

    BitFieldType(Type<V> unit, int shift, int width) {
        this.unit = unit;
        this.shift = shift;
        this.width = width;
        this.mask = -1L >>> (Long.SIZE - width);
    }

    @Override
    BpfType btf() {
        return unit.btf();
    }

    @Override
    V literal(long number) {
        if ((number & ~mask) != 0) throw new IllegalArgumentException(number + " does not fit in " + width + " bits");
        return unit.literal(number);
    }

    @Override
    void require(Body body, V value) {
        unit.require(body, value);
    }

    @Override
    V read(Place place) {
        var all = unit.read(place);
        return (shift == 0 ? all : all.rsh(shift)).and(mask);
    }

    @Override
    void write(Place place, V value) {
        require(place.body(), value);
        place.requireWritable();
        var others = value.type().wrap(~(mask << shift));
        unit.write(place, unit.read(place).and(others).or(value.and(mask).lsh(shift)));
    }

    @Override
    Object referTo(Place place) {
        throw new IllegalArgumentException("bits have no address; get and set them through their struct");
    }

    @Override
    Value pointerTo(Body body, V value, String role) {
        return unit.pointerTo(body, value, role);
    }
}
