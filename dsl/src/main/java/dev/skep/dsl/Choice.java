package dev.skep.dsl;

import dev.skep.asm.Condition;

/** The one of two operands that stands in some relation to the other. */
final class Choice {
    private Choice() {}

    /** {@code left < right ? left : right}. */
    static Operand least(ScalarType<?> type, Operand left, Operand right) {
        if (left instanceof Operand.Literal a && right instanceof Operand.Literal b) {
            return type.compare(a.value(), b.value()) < 0 ? left : right;
        }
        return where(type, type.isSigned() ? Condition.SLT : Condition.LT, left, right);
    }

    /** {@code left > right ? left : right}. */
    static Operand most(ScalarType<?> type, Operand left, Operand right) {
        if (left instanceof Operand.Literal a && right instanceof Operand.Literal b) {
            return type.compare(a.value(), b.value()) > 0 ? left : right;
        }
        return where(type, type.isSigned() ? Condition.SGT : Condition.GT, left, right);
    }

    private static Operand where(ScalarType<?> type, Condition condition, Operand left, Operand right) {
        var body = Body.of(left, right);
        var ir = body.statement();
        var one = left.in(body, type);
        var other = right.in(body, type);
        var first = ir.newBlock("first");
        var second = ir.newBlock("second");
        var end = ir.newBlock("chosen", type.valueType());
        body.branch(condition, one, other, first, second);
        body.begin(first);
        body.jump(end, one);
        body.begin(second);
        body.jump(end, other);
        body.begin(end);
        return body.computed(ir.blockParameter(end, 0));
    }
}
