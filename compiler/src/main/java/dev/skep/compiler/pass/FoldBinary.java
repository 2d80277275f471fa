package dev.skep.compiler.pass;

import dev.skep.ir.BinaryOp;
import dev.skep.ir.Op;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import java.util.List;

/** Arithmetic on two operands: computed, simplified, or with its constant on the right. */
final class FoldBinary {
    private final Known known;
    private final Substitution substitution;
    private final Fresh fresh;

    FoldBinary(Known known, Substitution substitution, Fresh fresh) {
        this.known = known;
        this.substitution = substitution;
        this.fresh = fresh;
    }

    List<Op> fold(Op.Binary op) {
        var left = known.constant(op.left());
        var right = known.constant(op.right());
        if (op.left().type() instanceof ValueType.Pointer)
            return right.isPresent() ? withPointer(op, right.getAsLong()) : List.of(op);
        if (left.isPresent() && right.isPresent()) {
            var bits = op.result().type().bits();
            return constant(op, Arithmetic.binary(op.operation(), bits, left.getAsLong(), right.getAsLong()));
        }
        if (op.left().equals(op.right())) return withItself(op);
        if (left.isPresent() && commutes(op.operation())) return withConstant(mirrored(op), left.getAsLong());
        return right.isPresent() ? withConstant(op, right.getAsLong()) : List.of(op);
    }

    private List<Op> withPointer(Op.Binary op, long right) {
        if (right == 0 && op.right().type() == ValueType.I64) return same(op, op.left());
        return op.operation() == BinaryOp.SUB ? plus(op, -right) : sum(op, right);
    }

    private static List<Op> withItself(Op.Binary op) {
        return switch (op.operation()) {
            case SUB, XOR -> constant(op, 0);
            default -> List.of(op);
        };
    }

    private static Op.Binary mirrored(Op.Binary op) {
        var left = op.right();
        var right = op.left();
        return changed(op, op.operation(), left, right);
    }

    private static boolean commutes(BinaryOp operation) {
        return switch (operation) {
            case ADD, MUL, AND, OR, XOR -> true;
            case SUB, UDIV, SDIV, UREM, SREM, SHL, LSHR, ASHR -> false;
        };
    }

    private List<Op> withConstant(Op.Binary op, long right) {
        return switch (op.operation()) {
            case ADD -> right == 0 ? same(op, op.left()) : sum(op, right);
            case SUB -> right == 0 ? same(op, op.left()) : plus(op, -right);
            case OR -> bitwise(op, right, 0, -1);
            case AND -> bitwise(op, right, -1, 0);
            case XOR -> right == 0 ? same(op, op.left()) : not(op, right);
            case SHL, LSHR, ASHR -> shift(op, right);
            case MUL -> multiplication(op, right);
            case UDIV, SDIV -> division(op, right);
            case UREM, SREM -> remainder(op, right);
        };
    }

    private List<Op> bitwise(Op.Binary op, long right, long neutral, long absorbing) {
        if (right == neutral) return same(op, op.left());
        return right == absorbing ? constant(op, absorbing) : gathered(op, right);
    }

    /** {@code (a | b) | c} is {@code a | (b | c)}, and worth it when nothing else needs {@code a | b}. */
    private List<Op> gathered(Op.Binary op, long right) {
        var inner = known.definition(op.left(), Op.Binary.class);
        if (inner == null || inner.operation() != op.operation() || !known.usedOnce(op.left())) return List.of(op);
        var more = known.constant(inner.right());
        if (more.isEmpty()) return List.of(op);
        var both = Arithmetic.binary(op.operation(), op.right().type().bits(), more.getAsLong(), right);
        return with(changed(op, op.operation(), inner.left(), op.right()), op.operation(), both);
    }

    /** {@code (a < b) ^ 1} is {@code a >= b}. */
    private List<Op> not(Op.Binary op, long right) {
        var compare = right == 1 ? known.definition(op.left(), Op.Compare.class) : null;
        if (compare == null) return gathered(op, right);
        return compare.condition()
                .negate()
                .<List<Op>>map(condition ->
                        List.of(new Op.Compare(op.result(), condition, compare.left(), compare.right(), op.location())))
                .orElse(List.of(op));
    }

    private List<Op> shift(Op.Binary op, long right) {
        var count = right & (op.result().type().bits() - 1);
        return count == 0 ? same(op, op.left()) : List.of(op);
    }

    private List<Op> multiplication(Op.Binary op, long right) {
        if (right == 0) return constant(op, 0);
        if (right == 1) return same(op, op.left());
        return isPower(op, right) ? with(op, BinaryOp.SHL, Long.numberOfTrailingZeros(right)) : List.of(op);
    }

    private List<Op> division(Op.Binary op, long right) {
        if (right == 0) return constant(op, 0);
        if (right == 1) return same(op, op.left());
        if (op.operation() == BinaryOp.SDIV)
            return right == -1 ? List.of(new Op.Negate(op.result(), op.left(), op.location())) : List.of(op);
        return isPower(op, right) ? with(op, BinaryOp.LSHR, Long.numberOfTrailingZeros(right)) : List.of(op);
    }

    private List<Op> remainder(Op.Binary op, long right) {
        if (right == 0) return same(op, op.left());
        if (right == 1 || (right == -1 && op.operation() == BinaryOp.SREM)) return constant(op, 0);
        return op.operation() == BinaryOp.UREM && isPower(op, right)
                ? with(op, BinaryOp.AND, (1L << Long.numberOfTrailingZeros(right)) - 1)
                : List.of(op);
    }

    private static boolean isPower(Op.Binary op, long number) {
        return Long.bitCount(op.result().type().bits() == Integer.SIZE ? number & 0xFFFF_FFFFL : number) == 1;
    }

    /** {@code (a + b) + c} is {@code a + (b + c)}, and worth it when nothing else needs {@code a + b}. */
    private List<Op> sum(Op.Binary op, long right) {
        var inner = known.definition(op.left(), Op.Binary.class);
        if (inner == null || inner.operation() != BinaryOp.ADD || !known.usedOnce(op.left())) return List.of(op);
        var more = known.constant(inner.right());
        if (more.isEmpty()) return List.of(op);
        var total = Arithmetic.binary(BinaryOp.ADD, op.right().type().bits(), more.getAsLong(), right);
        return total == 0 && inner.left().type().equals(op.result().type())
                ? same(op, inner.left())
                : with(changed(op, BinaryOp.ADD, inner.left(), op.right()), BinaryOp.ADD, total);
    }

    private List<Op> plus(Op.Binary op, long right) {
        return with(
                op,
                BinaryOp.ADD,
                Arithmetic.binary(BinaryOp.ADD, op.right().type().bits(), 0, right));
    }

    private List<Op> same(Op.Binary op, Value value) {
        substitution.replace(op.result(), value);
        return List.of();
    }

    private static List<Op> constant(Op.Binary op, long value) {
        return List.of(new Op.Constant(op.result(), value, op.location()));
    }

    /** Returns {@code left operation right} and the new constant it needs. */
    private List<Op> with(Op.Binary op, BinaryOp operation, long right) {
        var constant = new Op.Constant(fresh.value(op.right().type()), right, op.location());
        return List.of(constant, changed(op, operation, op.left(), constant.result()));
    }

    private static Op.Binary changed(Op.Binary op, BinaryOp operation, Value left, Value right) {
        return new Op.Binary(op.result(), operation, left, right, op.location());
    }
}
