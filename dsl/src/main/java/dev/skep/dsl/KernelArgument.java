package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.ValueType.Nullness;

/** An argument that the kernel hands to a program, or the result that it has seen: a number or a struct, read by {@link TypedBuilder#argument}. */
public final class KernelArgument<V> extends KernelWord {
    private final Passed<V> passed;

    KernelArgument(KernelSignature signature, String name, Passed<V> passed) {
        super(signature, name);
        this.passed = passed;
    }

    /** What lies in its word. */
    interface Passed<V> {
        void require(KernelWord word, TypedKind kind, int position);

        Value load(Body body, Value context, int offset, TypedKind kind);

        V held(Origin start, Value word);
    }

    @Override
    void require(TypedKind kind, int position) {
        passed.require(this, kind, position);
    }

    @Override
    Value load(Body body, Value context, int offset, TypedKind kind) {
        return passed.load(body, context, offset, kind);
    }

    V held(Origin start, Value word) {
        return passed.held(start, word);
    }

    /** A number; what is above a narrow one in its word is anything. */
    record Number<V extends Scalar<V>>(ScalarType<V> type) implements Passed<V> {
        @Override
        public void require(KernelWord word, TypedKind kind, int position) {
            // each word may be a number
        }

        @Override
        public Value load(Body body, Value context, int offset, TypedKind kind) {
            var ir = body.ir();
            if (kind.isStruct()) return ir.load(type.valueType(), type.width(), type.extension(), context, offset);
            var word = ir.load(ValueType.I64, Width.DW, Extension.ZERO, context, offset);
            return type.width() == Width.DW ? word : Arithmetic.narrow(ir, type, ir.truncate(word));
        }

        @Override
        public V held(Origin start, Value word) {
            return type.held(start, word);
        }
    }

    /** The address of a struct, which is there. */
    record Pointer(KernelStruct to) implements Passed<KernelObject> {
        @Override
        public void require(KernelWord word, TypedKind kind, int position) {
            if (kind.isStruct() && position > 0)
                throw new IllegalArgumentException(
                        "`" + word + "` is null when all is over; declare it with nullable(…)");
        }

        @Override
        public Value load(Body body, Value context, int offset, TypedKind kind) {
            var type = new ValueType.Pointer(kind.pointers(), Nullness.NON_NULL);
            return body.ir().load(type, Width.DW, Extension.ZERO, context, offset);
        }

        @Override
        public KernelObject held(Origin start, Value word) {
            return new KernelObject(to, start, word);
        }
    }
}
