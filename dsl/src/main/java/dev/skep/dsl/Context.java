package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.BpfType;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;

/** The context that the kernel calls a program with. */
final class Context {
    private final Body body;
    private final Value pointer;
    private final Origin origin;

    Context(Body body) {
        this.body = body;
        this.pointer =
                body.ir().parameter("ctx", new BpfType.Pointer(BpfType.VOID), ValueType.pointer(MemoryKind.CONTEXT));
        this.origin = body.here();
    }

    /** Returns it as a struct whose fields the kernel translates one by one. */
    Struct as(StructDef type, Access access) {
        return new Struct(type, place(0, access));
    }

    Place place(int offset, Access access) {
        return new Place(origin, pointer, offset, access);
    }

    /** Begins a walk over the packet between two pointers that the context keeps in 32 bits. */
    <A> Packet<A> packet(FunctionBuilder<A> function, Field<U32> data, Field<U32> dataEnd, Access access) {
        body.statement();
        return new Packet<>(function, access, load(MemoryKind.PACKET, data), load(MemoryKind.PACKET_END, dataEnd));
    }

    private Value load(MemoryKind kind, Field<U32> field) {
        return body.ir().load(ValueType.pointer(kind), Width.W, Extension.ZERO, pointer, field.offset());
    }

    /** {@code return code}. */
    void return_(int code) {
        body.ir().return_(body.ir().constant(ValueType.I32, code));
    }
}
