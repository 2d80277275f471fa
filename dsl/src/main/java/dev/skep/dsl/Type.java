package dev.skep.dsl;

import dev.skep.ir.BpfType;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;

/**
 * A type of data in memory: what struct fields, maps and globals are declared with.
 *
 * @param <V> the values that the program handles
 */
public abstract sealed class Type<V extends Storable<?>>
        permits ScalarType, BitFieldType, BitsType, StructDef, BytesType, ArrayType {
    Type() {}

    /** Returns what BTF shows. */
    abstract BpfType btf();

    /** Returns whether what is of this type has a lock in it. */
    boolean holdsLock() {
        return false;
    }

    /** Returns the literal {@code number}; throws when it does not fit, or when this is no type of numbers. */
    V literal(long number) {
        throw new IllegalArgumentException(this + " is not a number");
    }

    /** Returns {@code number} as what lies somewhere at first; throws when it does not fit, or when this is no type of numbers. */
    Contents<V> contents(long number) {
        throw new IllegalArgumentException(this + " is not a number of its own");
    }

    /** Throws unless {@code value} is of this type and may be used in {@code body}. */
    abstract void require(Body body, V value);

    /** Returns what lies at {@code place}: a loaded scalar, or a reference to a struct or bytes. */
    abstract V read(Place place);

    /** Returns what a register holds: a scalar, or a reference to what its pointer leads to. */
    V held(Origin origin, Value register) {
        return read(new Place(origin, register, 0, Access.READ_WRITE));
    }

    /** Makes what lies at {@code place} equal to {@code value}. */
    abstract void write(Place place, V value);

    /** Emits {@code value} as it goes over in a call: a reference by its address. */
    Value passed(Body body, V value, ValueType register) {
        var address = pointerTo(body, value, "argument");
        return address.type().equals(register) ? address : body.ir().reinterpret(register, address);
    }

    /** Returns how {@code place} is referred to; see {@link #reference}. */
    abstract Object referTo(Place place);

    /** Returns a pointer to {@code value} for a helper to read; {@code role} names the scratch memory it may need. */
    abstract Value pointerTo(Body body, V value, String role);

    /** Returns how the values of {@code type} at {@code place} are referred to: as {@code V} itself says by being {@code Storable<R>}. */
    @SuppressWarnings("unchecked") // each Storable names what its own Type's referTo returns
    static <V extends Storable<R>, R> R reference(Type<V> type, Place place) {
        return (R) type.referTo(place);
    }
}
