package dev.skep.dsl;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;

/** A piece of memory: a pointer that is not null, as the function at its origin has it, an offset, and what may be done there. */
record Place(Origin origin, Value pointer, int offset, Access access) {
    Body body() {
        return origin.body();
    }

    /** Returns what memory the verifier sees here. */
    MemoryKind kind() {
        var type = origin.frame() == body().frame() ? pointer.type() : Captures.handedOver(pointer.type());
        if (type instanceof ValueType.Pointer known) return known.kind();
        throw new IllegalStateException("place at " + pointer + " of type " + type);
    }

    /** Returns the pointer as the function that statements go to has it. */
    Value base() {
        return body().local(origin.frame(), pointer);
    }

    /** Returns the place of a field of the struct that lies here. */
    Place of(Field<?> field, int at) {
        var allowed = access.of(field);
        return new Place(origin, pointer, offset + at, field.struct().isPacked() ? allowed.loose() : allowed);
    }

    /** Returns the place {@code bytes} further on. */
    Place plus(int bytes) {
        return new Place(origin, pointer, offset + bytes, access);
    }

    /** Returns the same place, of which less may be done. */
    Place with(Access less) {
        return new Place(origin, pointer, offset, less);
    }

    /** Begins a statement that reads here. */
    IrBuilder reading() {
        requireReadable();
        return body().statement();
    }

    /** Begins a statement that writes here. */
    IrBuilder writing() {
        requireWritable();
        return body().statement();
    }

    void requireReadable() {
        origin.require("the memory");
        access.requireReadable();
    }

    void requireWritable() {
        requireReadable();
        access.requireWritable();
    }

    /** Throws when this is a context: the kernel rewrites each access to one, so its fields are read one by one. */
    void requireNoContext() {
        if (kind() == MemoryKind.CONTEXT) {
            throw new IllegalStateException(
                    "a context is read field by field, it cannot be copied or handed to a helper as a whole");
        }
    }

    /** Throws when {@code what} must lie at multiples of so many bytes and this, on the stack, may not. */
    void requireAligned(int bytes, String what) {
        if (kind() != MemoryKind.STACK || (origin.frame().alignment(pointer) % bytes == 0 && offset % bytes == 0))
            return;
        throw new IllegalArgumentException(
                what + " lies at multiples of " + bytes + " bytes, and this memory on the stack may not");
    }

    /** Emits the address, for a helper. */
    Value address() {
        var ir = body().ir();
        return offset == 0 ? base() : ir.binary(BinaryOp.ADD, base(), ir.constant(ValueType.I64, offset));
    }
}
