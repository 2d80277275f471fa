package dev.skep.dsl;

import dev.skep.ir.ByteSwap;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.build.IrBuilder;

/** Takes operands from one type to another. */
final class Conversion {
    private Conversion() {}

    /** {@code (to) operand} between integers in host order. */
    static Operand integer(Operand operand, ScalarType<?> from, ScalarType<?> to) {
        if (operand instanceof Operand.Literal literal) {
            return new Operand.Literal(to.wrap(literal.value()));
        }
        var body = Body.of(operand);
        body.statement();
        var value = operand.in(body, from);
        var converted = integer(body.ir(), value, from, to);
        return body.computed(body.frame().isRemainder(value) ? body.frame().remainder(converted) : converted);
    }

    private static Value integer(IrBuilder ir, Value value, ScalarType<?> from, ScalarType<?> to) {
        var isWide = from.valueType() == ValueType.I64;
        if (to.valueType() == ValueType.I64)
            return isWide ? value : ir.extend(from.extension(), 32, ValueType.I64, value);
        var low = isWide ? ir.truncate(value) : value;
        return holds(to, from) ? low : Arithmetic.narrow(ir, to, low);
    }

    /** Emits {@code operand} in 64 bits, as helpers take numbers. */
    static Value wide(Body body, Operand operand, ScalarType<?> from) {
        return integer(body.ir(), operand.in(body, from), from, from.isSigned() ? Types.S64 : Types.U64);
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
