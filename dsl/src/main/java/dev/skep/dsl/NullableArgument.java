package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.ValueType.Nullness;

/** An argument that the kernel hands to a program, or the result that it has seen: a struct, or null; looked at by {@link TypedBuilder#nullable}. */
public final class NullableArgument extends KernelWord {
    private final KernelStruct to;

    NullableArgument(KernelSignature signature, String name, KernelStruct to) {
        super(signature, name);
        this.to = to;
    }

    @Override
    void require(TypedKind kind, int position) {
        // each word may be null
    }

    @Override
    Value load(Body body, Value context, int offset, TypedKind kind) {
        var type = new ValueType.Pointer(kind.pointers(), Nullness.NULLABLE);
        return body.ir().load(type, Width.DW, Extension.ZERO, context, offset);
    }

    KernelObject held(Origin start, Value word) {
        return new KernelObject(to, start, word);
    }
}
