package dev.skep.dsl;

/** A reference to a run of bytes in memory: an address in a packet, a name in a record, a struct as a whole. */
public final class Bytes implements Storable<Bytes> {
    private final Place place;
    private final int length;

    Bytes(Place place, int length) {
        this.place = place;
        this.length = length;
    }

    /** Returns how many bytes there are. */
    public int length() {
        return length;
    }

    /** {@code bytes[index]}. */
    public U8 get(int index) {
        return Types.U8.read(at(index));
    }

    /** {@code bytes[index] = value}. */
    public void set(int index, U8 value) {
        Types.U8.write(at(index), value);
    }

    /** {@code bytes[index] = value}. */
    public void set(int index, int value) {
        set(index, Types.u8(value));
    }

    /** {@code memcpy(this, source, length)}; both have the same length and do not overlap. */
    public void copyFrom(Bytes source) {
        source.require(place.body(), length);
        requireApart(source);
        place.requireNoContext();
        var ir = place.writing();
        ir.copy(place.base(), place.offset(), source.place.base(), source.place.offset(), length);
    }

    /** {@code (struct type *)this}: the same bytes seen as a struct that is no larger. */
    public Struct as(StructDef type) {
        if (type.size() > length) {
            throw new IllegalArgumentException(
                    "struct `" + type + "` has " + type.size() + " bytes, and here are " + length);
        }
        place.requireAligned(type.btf().alignment(), "struct `" + type + "`");
        return type.referTo(place);
    }

    /** {@code memset(this, 0, length)}. */
    public void zero() {
        place.requireNoContext();
        place.writing().zero(place.base(), place.offset(), length);
    }

    /** Throws unless there are {@code wanted} bytes that may be read in {@code body}. */
    void require(Body body, int wanted) {
        if (length != wanted) throw new IllegalArgumentException(length + " bytes where " + wanted + " are wanted");
        place.origin().require(body, "the memory");
        place.requireReadable();
        place.requireNoContext();
    }

    Place place() {
        return place;
    }

    private Place at(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("index " + index + " of " + length + " bytes");
        }
        return place.plus(index);
    }

    private void requireApart(Bytes other) {
        var distance = Math.abs(place.offset() - other.place.offset());
        if (place.base().equals(other.place.base()) && distance < length) {
            throw new IllegalArgumentException("source and destination of a copy overlap");
        }
    }
}
