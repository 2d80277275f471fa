package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a callback uses of the function around it: copied into a struct of that function's frame, one word each, whose address goes over; the
 * callback reads them from there. What a pointer leads to is not copied, so both see it change.
 */
final class Captures {
    private final Frame outer;
    private final IrBuilder ir;
    private final Value context;
    private final Map<Value, Integer> words = new LinkedHashMap<>();

    /** Nothing as yet, for a callback that {@code ir} writes and that gets the address of the words as {@code context}. */
    Captures(Frame outer, IrBuilder ir, Value context) {
        this.outer = outer;
        this.ir = ir;
        this.context = context;
    }

    Frame outer() {
        return outer;
    }

    /** Emits in the callback the read of a value of {@code home}. */
    Value get(Frame home, Value value) {
        var captured = outer.local(home, value);
        var word = words.computeIfAbsent(captured, v -> words.size() * Long.BYTES);
        if (captured.type() == ValueType.I32) {
            return ir.truncate(ir.load(ValueType.I64, Width.DW, Extension.ZERO, context, word));
        }
        return ir.load(handedOver(captured.type()), Width.DW, Extension.ZERO, context, word);
    }

    /** Emits in the outer function the copies, and returns their address; null when there are none. */
    Value handOver() {
        var builder = outer.ir();
        if (words.isEmpty()) return builder.constant(ValueType.nullable(MemoryKind.STACK), 0);
        var address = outer.slot("captured", words.size() * Long.BYTES, Long.BYTES);
        words.forEach((value, word) -> builder.store(Width.DW, address, word, wide(builder, value)));
        return address;
    }

    /** A narrow number goes over in a whole word, of which the verifier remembers the bounds. */
    private static Value wide(IrBuilder builder, Value value) {
        if (value.type() == ValueType.I32) return builder.extend(Extension.ZERO, Integer.SIZE, ValueType.I64, value);
        var type = handedOver(value.type());
        return type.equals(value.type()) ? value : builder.reinterpret(type, value);
    }

    /** The callback has another frame, and what it gets has been compared with null unless reading through null is safe. */
    static ValueType handedOver(ValueType type) {
        if (!(type instanceof ValueType.Pointer pointer)) return type;
        return switch (pointer.kind()) {
            case UNTRUSTED, WALKED -> type;
            case STACK -> ValueType.pointer(MemoryKind.MEMORY);
            default -> ValueType.pointer(pointer.kind());
        };
    }
}
