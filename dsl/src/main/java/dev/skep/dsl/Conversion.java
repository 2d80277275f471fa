package dev.skep.dsl;

import dev.skep.ir.ByteSwap;
import dev.skep.ir.ValueType;

/** Takes operands from one type to another. */
final class Conversion {
    private Conversion() {}

    /** {@code (to) operand} between integers in host order. */
    static Operand integer(Operand operand, ScalarType<?> from, ScalarType<?> to) {
        if (operand instanceof Operand.Literal literal) {
            return new Operand.Literal(to.wrap(literal.value()));
        }
        var body = Body.of(operand);
        var ir = body.statement();
        var value = operand.in(body, from);
        if (to.valueType() == ValueType.I64) {
            var widened =
                    from.valueType() == ValueType.I64 ? value : ir.extend(from.extension(), 32, ValueType.I64, value);
            return body.computed(widened);
        }
        var low = from.valueType() == ValueType.I64 ? ir.truncate(value) : value;
        return body.computed(holds(to, from) ? low : Arithmetic.narrow(ir, to, low));
    }

    /** {@code ntoh(operand)} or {@code hton(operand)}: the same number in the other byte order. */
    static Operand byteOrder(Operand operand, ScalarType<?> from, ScalarType<?> to) {
        if (operand instanceof Operand.Literal) {
            return operand; // literals are kept in host notation
        }
        var body = Body.of(operand);
        var ir = body.statement();
        return body.computed(ir.swapBytes(ByteSwap.BIG_ENDIAN, to.width(), operand.in(body, from)));
    }

    /** Returns whether every number of {@code from} lies in a register the way {@code to} wants it. */
    private static boolean holds(ScalarType<?> to, ScalarType<?> from) {
        var spare = to.width().bits() - from.width().bits();
        return from.isSigned() == to.isSigned() ? spare >= 0 : to.isSigned() && spare > 0;
    }
}
