package dev.skep.dsl;

import dev.skep.ir.MemoryKind;

/**
 * Memory that helpers read and write: what a struct, bytes, an array or a cell lies in.
 *
 * @param length in bytes
 */
record Memory(Place place, int length, Type<?> type) {
    /** Returns whether a value is a reference to memory. */
    static boolean is(Object value) {
        return value instanceof Struct || value instanceof Bytes || value instanceof Array || value instanceof Cell;
    }

    static Memory of(Object reference) {
        if (reference instanceof Struct struct)
            return new Memory(struct.asBytes().place(), struct.type().size(), struct.type());
        if (reference instanceof Array<?> array) {
            var bytes = array.asBytes();
            return new Memory(bytes.place(), bytes.length(), array.type());
        }
        if (reference instanceof Cell<?> cell)
            return new Memory(cell.place(), cell.type().width().bytes(), cell.type());
        var bytes = (Bytes) reference;
        return new Memory(bytes.place(), bytes.length(), Types.bytes(bytes.length()));
    }

    /** Throws unless helpers may read it in {@code body}. */
    void require(Body body) {
        place.origin().require(body, "the memory");
        place.requireReadable();
        place.requireNoContext();
    }

    /** Throws unless helpers may write it in {@code body}. */
    void requireWritable(Body body) {
        require(body);
        place.requireWritable();
        if (place.kind() == MemoryKind.PACKET)
            throw new IllegalStateException(
                    "this helper does not write to packets; let it write to p.local(…) and copy");
    }

    /** Throws unless it can hold what is of another type. */
    void requireType(Body body, Type<?> wanted) {
        if (wanted.btf().size() != length)
            throw new IllegalArgumentException(
                    length + " bytes where " + wanted.btf().size() + " are wanted, in `" + body.name() + "`");
    }
}
