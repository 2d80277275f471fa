package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.Initial;
import dev.skep.ir.Value;

/** The type of a byte array. */
public final class BytesType extends Type<Bytes> {
    private final BpfType btf;
    private final int length;

    BytesType(BpfType element, int length) {
        if (length < 1) throw new IllegalArgumentException("length " + length + " of a byte array is less than 1");
        this.btf = new BpfType.Array(element, length);
        this.length = length;
    }

    /** Returns a text in UTF-8 and a NUL, and zeroes behind them, as what lies somewhere at first. */
    public Contents<Bytes> of(String text) {
        Text.requireRoom(text, length);
        return new Contents<>(this, order -> text.isEmpty() ? new Initial.Zero() : new Initial.Text(text));
    }

    @Override
    BpfType btf() {
        return btf;
    }

    @Override
    void require(Body body, Bytes value) {
        value.require(body, length);
    }

    @Override
    Bytes read(Place place) {
        return referTo(place);
    }

    @Override
    void write(Place place, Bytes value) {
        referTo(place).copyFrom(value);
    }

    @Override
    Bytes referTo(Place place) {
        return new Bytes(place, length);
    }

    @Override
    Value pointerTo(Body body, Bytes value, String role) {
        return value.place().address();
    }

    @Override
    public String toString() {
        return "bytes[" + length + "]";
    }
}
