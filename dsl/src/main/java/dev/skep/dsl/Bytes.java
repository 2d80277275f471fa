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

    /** {@code bytes[index]}; see {@link Array} about indexes that are computed. */
    public U8 get(HostInteger<?> index) {
        return Types.U8.read(at(index, 1));
    }

    /** {@code bytes[index] = value}; see {@link Array} about indexes that are computed. */
    public void set(HostInteger<?> index, U8 value) {
        value.operand().require(place.body());
        place.requireWritable();
        Types.U8.write(at(index, 1), value);
    }

    /** {@code &bytes[start]}: that many of the bytes. */
    public Bytes part(int start, int bytes) {
        if (start < 0 || bytes < 1 || start > length - bytes) {
            throw new IndexOutOfBoundsException(bytes + " bytes from index " + start + " of " + length);
        }
        return new Bytes(place.plus(start), bytes);
    }

    /** {@code &bytes[start]}: that many of the bytes; see {@link Array} about indexes that are computed. */
    public Bytes part(HostInteger<?> start, int bytes) {
        if (bytes < 1 || bytes > length) throw new IndexOutOfBoundsException(bytes + " bytes of " + length);
        return new Bytes(at(start, bytes), bytes);
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
        place.writing();
        Copies.emit(place, source.place, length);
    }

    /** {@code (struct type *)this}: the same bytes seen as a struct that is no larger. */
    public Struct as(StructDef type) {
        if (type.size() > length) {
            throw new IllegalArgumentException(
                    "struct `" + type + "` has " + type.size() + " bytes, and here are " + length);
        }
        place.requireAligned(type.btf().alignment(), "struct `" + type + "`");
        var isLoose = place.offset() % type.btf().alignment() != 0;
        return type.referTo(isLoose ? place.with(place.access().loose()) : place);
    }

    /** Whether the bytes up to a NUL, or to the end, are this text. */
    public Condition equal(String text) {
        return TextBytes.equal(place, length, text);
    }

    /** Puts a text here and zeroes behind it; there is room for a NUL at least. */
    public void set(String text) {
        TextBytes.set(place, length, text);
    }

    /** {@code memcmp(this, other, length) == 0}; both have the same length. */
    public Condition equal(Bytes other) {
        other.require(place.body(), length);
        return TextBytes.equal(place, other.place, Pieces.of(length));
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

    /** Throws unless a helper can fill these bytes in {@code body}. */
    void requireFillable(Body body) {
        Memory.of(this).requireWritable(body);
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

    private Place at(HostInteger<?> index, int bytes) {
        return Indexing.element(place, index, 1, length - bytes, "bytes[" + length + "]");
    }

    private void requireApart(Bytes other) {
        var distance = Math.abs(place.offset() - other.place.offset());
        if (place.pointer().equals(other.place.pointer()) && distance < length) {
            throw new IllegalArgumentException("source and destination of a copy overlap");
        }
    }
}
