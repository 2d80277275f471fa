package dev.skep.dsl;

import dev.skep.ir.MemoryKind;

/** A reference to a struct in memory: in a packet, a map value, the stack, a ring buffer record, or the program's context. */
public sealed class Struct implements Storable<Struct> permits Reserved {
    private final StructDef type;
    private final Place place;

    Struct(StructDef type, Place place) {
        this.type = type;
        this.place = place;
    }

    /** {@code struct->field}: its value now, or a reference to the struct or bytes in it. */
    public final <V extends Storable<?>> V get(Field<V> field) {
        return field.type().read(place(field));
    }

    /** {@code struct->field = value}. */
    public final <V extends Storable<?>> void set(Field<V> field, V value) {
        field.type().write(place(field), value);
    }

    /** {@code struct->field = value}. */
    public final <V extends Scalar<V>> void set(Field<V> field, long value) {
        set(field, field.type().literal(value));
    }

    /** {@code &struct->field}. */
    public final <V extends Storable<R>, R> R at(Field<V> field) {
        return Type.reference(field.type(), place(field));
    }

    /** {@code &struct->field[index]}. */
    public final <V extends Storable<R>, R> R at(Field<Array<V>> field, HostInteger<?> index) {
        var array = get(field);
        return Type.reference(array.type().element(), array.at(index));
    }

    /** {@code *this = *source}; both are of one type and do not overlap. */
    public final void copyFrom(Struct source) {
        type.write(place, source);
    }

    /** {@code memset(this, 0, sizeof *this)}. */
    public final void zero() {
        asBytes().zero();
    }

    /** Whether all fields are the same; both are of one type. What lies between fields does not count. */
    public final Condition equal(Struct other) {
        type.require(place.body(), other);
        asBytes();
        return TextBytes.equal(place, other.place, Pieces.of(type.btf()));
    }

    /** Returns all of its bytes. */
    public final Bytes asBytes() {
        if (type.holdsLock() && place.kind() != MemoryKind.STACK)
            throw new IllegalStateException(
                    "struct `" + type + "` has a lock in a map, whose bytes are the kernel's; use its fields");
        return new Bytes(place, type.size());
    }

    final StructDef type() {
        return type;
    }

    final Place place() {
        return place;
    }

    private Place place(Field<?> field) {
        return place.of(field, type.offsetOf(field));
    }
}
