package dev.skep.processor.lowering;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.TypeCastTree;
import dev.skep.processor.source.Constant;
import dev.skep.processor.type.Int;
import java.util.Optional;

/**
 * Bounds that anyone can see in an expression, the verifier included: masks, small unsigned types, and what sums, products and shifts of
 * those can reach.
 */
final class Ranges {
    private final UnitScope unit;

    Ranges(UnitScope unit) {
        this.unit = unit;
    }

    /** Returns the largest value of an expression that is never negative; empty when no such bound is in sight. */
    Optional<Long> maximum(ExpressionTree tree) {
        var constant = unit.constants().of(tree).map(Constant::value);
        if (constant.isPresent()) return constant.filter(c -> c >= 0 && c <= Integer.MAX_VALUE);
        if (tree instanceof ParenthesizedTree inner) return maximum(inner.getExpression());
        if (tree instanceof TypeCastTree cast)
            return maximum(cast.getExpression()).filter(m -> fits(cast, m));
        if (tree instanceof BinaryTree binary) return binary(binary).filter(m -> m <= Integer.MAX_VALUE);
        return declared(tree);
    }

    private boolean fits(TypeCastTree cast, long maximum) {
        return unit.written().of(cast.getType()) instanceof Int target
                && new Constant(target, maximum).value() == maximum;
    }

    private Optional<Long> binary(BinaryTree tree) {
        var left = maximum(tree.getLeftOperand());
        var right = maximum(tree.getRightOperand());
        return switch (tree.getKind()) {
            case AND ->
                left.isPresent() && right.isPresent() ? left.map(l -> Math.min(l, right.get())) : left.or(() -> right);
            case PLUS -> left.flatMap(l -> right.map(r -> l + r));
            case MULTIPLY -> left.flatMap(l -> right.map(r -> l * r));
            case LEFT_SHIFT -> left.flatMap(l -> count(tree).map(c -> l << c));
            case UNSIGNED_RIGHT_SHIFT, RIGHT_SHIFT ->
                left.flatMap(l -> count(tree).map(c -> l >> c));
            default -> Optional.empty();
        };
    }

    private Optional<Long> count(BinaryTree shift) {
        return unit.constants()
                .of(shift.getRightOperand())
                .map(Constant::value)
                .filter(c -> c >= 0 && c < Integer.SIZE - 1);
    }

    /** Declared types bound what is small and has no sign. */
    private Optional<Long> declared(ExpressionTree tree) {
        var element = unit.attribution().find(tree);
        if (!unit.attribution().type(tree).getKind().isPrimitive()) return Optional.empty();
        var type = element.map(e -> unit.types().of(e, unit.attribution().type(tree)));
        return type.filter(t -> t instanceof Int integer && integer.unsigned() && integer.bits() <= 16)
                .map(t -> (1L << ((Int) t).bits()) - 1);
    }
}
