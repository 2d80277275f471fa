package dev.skep.processor;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import java.util.Optional;

/** Nothing has been attributed yet when companions are written: numbers that can be read off the source: literals, and what their signs, sums and shifts are. */
final class Literals {
    private Literals() {}

    /** Returns the number that an expression is, empty where it has names in it. */
    static Optional<Long> number(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return number(inner.getExpression());
        if (tree instanceof TypeCastTree cast) return number(cast.getExpression());
        if (tree instanceof LiteralTree literal) return literal(literal.getValue());
        if (tree instanceof UnaryTree unary && tree.getKind() == Tree.Kind.UNARY_MINUS)
            return number(unary.getExpression()).map(number -> -number);
        if (!(tree instanceof BinaryTree binary)) return Optional.empty();
        return number(binary.getLeftOperand())
                .flatMap(left -> number(binary.getRightOperand()).flatMap(right -> of(tree.getKind(), left, right)));
    }

    private static Optional<Long> literal(Object value) {
        if (value instanceof Character character) return Optional.of((long) character);
        return value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    private static Optional<Long> of(Tree.Kind operator, long left, long right) {
        return switch (operator) {
            case PLUS -> Optional.of(left + right);
            case MINUS -> Optional.of(left - right);
            case OR -> Optional.of(left | right);
            case LEFT_SHIFT -> Optional.of(left << right);
            default -> Optional.empty();
        };
    }
}
