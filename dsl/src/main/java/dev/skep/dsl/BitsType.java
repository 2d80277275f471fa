package dev.skep.dsl;

import dev.skep.ir.BitField;
import dev.skep.ir.BpfType;
import dev.skep.ir.Value;
import dev.skep.ir.build.BitAccess;

/** A bit-field of C in a struct: bits that lie as the struct's layout says. Its place is that of the struct. */
final class BitsType<V extends HostInteger<V>> extends Type<V> {
    private final StructDef struct;
    private final ScalarType<V> number;
    private final int member;
    private final int width;

    BitsType(StructDef struct, ScalarType<V> number, int member, int width) {
        this.struct = struct;
        this.number = number;
        this.member = member;
        this.width = width;
    }

    @Override
    BpfType btf() {
        return number.btf();
    }

    @Override
    public String toString() {
        return "bit-field `" + struct.btf().members().get(member).name() + "`";
    }

    @Override
    V literal(long value) {
        var unused = Long.SIZE - width;
        var wrapped = number.isSigned() ? value << unused >> unused : value << unused >>> unused;
        if (wrapped != value) throw new IllegalArgumentException(value + " does not fit in " + width + " bits");
        return number.literal(value);
    }

    @Override
    void require(Body body, V value) {
        number.require(body, value);
    }

    @Override
    V read(Place place) {
        var ir = place.reading();
        var access = new BitAccess(ir, place.body().rules().options().byteOrder());
        var bits = access.load(place.base(), place.offset(), field(), number.valueType(), number.extension());
        return number.handle(place.body().computed(bits));
    }

    @Override
    void write(Place place, V value) {
        require(place.body(), value);
        var ir = place.writing();
        var access = new BitAccess(ir, place.body().rules().options().byteOrder());
        access.store(
                place.base(), place.offset(), field(), value.operand().in(place.body(), number), number.extension());
    }

    @Override
    Object referTo(Place place) {
        throw new IllegalArgumentException("bits have no address; get and set them through their struct");
    }

    @Override
    Value pointerTo(Body body, V value, String role) {
        return number.pointerTo(body, value, role);
    }

    private BitField field() {
        return BitField.of(struct.btf(), struct.btf().members().get(member));
    }
}
