package dev.skep.processor.lowering;

import dev.skep.ir.Extension;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;
import dev.skep.processor.type.Int;

/** Conversions between integer types: what {@code (type) value} does. */
final class Conversions {
    private final IrBuilder builder;

    Conversions(IrBuilder builder) {
        this.builder = builder;
    }

    /** Returns {@code value}, an integer of type {@code from}, as one of type {@code to}. */
    Value convert(Value value, Int from, Int to) {
        if (from == to) return value;
        if (to.bits() == 64)
            return from.bits() == 64 ? value : builder.extend(from.extension(), 32, ValueType.I64, value);
        var narrow = from.bits() == 64 ? builder.truncate(value) : value;
        return fits(from, to) ? narrow : normalise(narrow, to);
    }

    /** Returns the low bits of an {@code i32} as a type keeps them in a register. */
    Value normalise(Value value, Int to) {
        return to.bits() >= 32 ? value : builder.extend(to.extension(), to.bits(), ValueType.I32, value);
    }

    /** Returns an integer of any type as the {@code i64} that helpers and address arithmetic take. */
    Value wide(Value value, Int from) {
        return convert(value, from, from.unsigned() ? Int.ULONG : Int.LONG);
    }

    /** Returns a count or an index: negative ones become too large for any check. */
    Value index(Value value, Int from) {
        return from.bits() == 64 ? value : builder.extend(Extension.ZERO, 32, ValueType.I64, value);
    }

    private static boolean fits(Int from, Int to) {
        return to.bits() == 32 || to.holds(from);
    }
}
