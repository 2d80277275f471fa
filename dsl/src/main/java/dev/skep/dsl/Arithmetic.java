package dev.skep.dsl;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.Value;
import dev.skep.ir.build.IrBuilder;
import java.util.EnumSet;
import java.util.Set;

/** Computes with operands of one type: emits the operation, or does it now when both are literals. */
final class Arithmetic {
    /** The operations that can leave the range of a type that is narrower than its register. */
    private static final Set<BinaryOp> LEAVING =
            EnumSet.of(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.SHL, BinaryOp.SDIV);

    private static final Set<BinaryOp> REMAINDERS = EnumSet.of(BinaryOp.UREM, BinaryOp.SREM);

    private Arithmetic() {}

    static Operand compute(ScalarType<?> type, BinaryOp operation, Operand left, Operand right) {
        if (left instanceof Operand.Literal a && right instanceof Operand.Literal b) {
            return new Operand.Literal(type.wrap(fold(type, operation, a.value(), b.value())));
        }
        var body = Body.of(left, right);
        var ir = body.statement();
        var result = ir.binary(operation, left.in(body, type), right.in(body, type));
        if (REMAINDERS.contains(operation)) body.frame().remainder(result);
        return body.computed(LEAVING.contains(operation) ? narrow(ir, type, result) : result);
    }

    static Operand negate(ScalarType<?> type, Operand operand) {
        if (operand instanceof Operand.Literal literal) {
            return new Operand.Literal(type.wrap(-literal.value()));
        }
        var body = Body.of(operand);
        var ir = body.statement();
        return body.computed(narrow(ir, type, ir.negate(operand.in(body, type))));
    }

    /** Returns {@code value} as it lies in its register: extended from the width of {@code type}. */
    static Value narrow(IrBuilder ir, ScalarType<?> type, Value value) {
        var bits = type.width().bits();
        return bits >= type.valueType().bits() ? value : ir.extend(type.extension(), bits, type.valueType(), value);
    }

    private static long fold(ScalarType<?> type, BinaryOp operation, long a, long b) {
        var count = (int) b & (type.valueType().bits() - 1);
        return switch (operation) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case UDIV -> b == 0 ? 0 : Long.divideUnsigned(a, b);
            case SDIV -> b == 0 ? 0 : a / b;
            case UREM -> b == 0 ? a : Long.remainderUnsigned(a, b);
            case SREM -> b == 0 ? a : a % b;
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHL -> a << count;
            case LSHR -> (type.valueType().bits() == Integer.SIZE ? a & 0xffffffffL : a) >>> count;
            case ASHR -> a >> count;
        };
    }
}
