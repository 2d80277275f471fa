package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.MIXED_SIGNS;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.Value;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Constant;
import dev.skep.processor.source.Promotion;
import dev.skep.processor.type.Int;
import java.util.Map;
import java.util.Optional;

/** Operators on integers, as Java defines them; without a sign where the types say so. */
final class Arithmetic {
    /** How an operator is done with and without a sign, and whether that differs. */
    private record Operator(BinaryOp signed, BinaryOp unsigned) {
        BinaryOp of(Int type) {
            return type.unsigned() ? unsigned : signed;
        }

        boolean dependsOnSign() {
            return signed != unsigned;
        }
    }

    private record Comparison(Condition signed, Condition unsigned) {
        Condition of(Int type) {
            return type.unsigned() ? unsigned : signed;
        }
    }

    // spotless:off
    private static final Map<Tree.Kind, Operator> OPERATORS = Map.of(
            Tree.Kind.PLUS,                 new Operator(BinaryOp.ADD,  BinaryOp.ADD),
            Tree.Kind.MINUS,                new Operator(BinaryOp.SUB,  BinaryOp.SUB),
            Tree.Kind.MULTIPLY,             new Operator(BinaryOp.MUL,  BinaryOp.MUL),
            Tree.Kind.DIVIDE,               new Operator(BinaryOp.SDIV, BinaryOp.UDIV),
            Tree.Kind.REMAINDER,            new Operator(BinaryOp.SREM, BinaryOp.UREM),
            Tree.Kind.AND,                  new Operator(BinaryOp.AND,  BinaryOp.AND),
            Tree.Kind.OR,                   new Operator(BinaryOp.OR,   BinaryOp.OR),
            Tree.Kind.XOR,                  new Operator(BinaryOp.XOR,  BinaryOp.XOR));

    private static final Map<Tree.Kind, Operator> SHIFTS = Map.of(
            Tree.Kind.LEFT_SHIFT,           new Operator(BinaryOp.SHL,  BinaryOp.SHL),
            Tree.Kind.RIGHT_SHIFT,          new Operator(BinaryOp.ASHR, BinaryOp.LSHR),
            Tree.Kind.UNSIGNED_RIGHT_SHIFT, new Operator(BinaryOp.LSHR, BinaryOp.LSHR));

    private static final Map<Tree.Kind, Comparison> COMPARISONS = Map.of(
            Tree.Kind.EQUAL_TO,             new Comparison(Condition.EQ,  Condition.EQ),
            Tree.Kind.NOT_EQUAL_TO,         new Comparison(Condition.NE,  Condition.NE),
            Tree.Kind.LESS_THAN,            new Comparison(Condition.SLT, Condition.LT),
            Tree.Kind.LESS_THAN_EQUAL,      new Comparison(Condition.SLE, Condition.LE),
            Tree.Kind.GREATER_THAN,         new Comparison(Condition.SGT, Condition.GT),
            Tree.Kind.GREATER_THAN_EQUAL,   new Comparison(Condition.SGE, Condition.GE));

    private static final Map<Tree.Kind, Tree.Kind> ASSIGNMENTS = Map.ofEntries(
            Map.entry(Tree.Kind.PLUS_ASSIGNMENT,                 Tree.Kind.PLUS),
            Map.entry(Tree.Kind.MINUS_ASSIGNMENT,                Tree.Kind.MINUS),
            Map.entry(Tree.Kind.MULTIPLY_ASSIGNMENT,             Tree.Kind.MULTIPLY),
            Map.entry(Tree.Kind.DIVIDE_ASSIGNMENT,               Tree.Kind.DIVIDE),
            Map.entry(Tree.Kind.REMAINDER_ASSIGNMENT,            Tree.Kind.REMAINDER),
            Map.entry(Tree.Kind.AND_ASSIGNMENT,                  Tree.Kind.AND),
            Map.entry(Tree.Kind.OR_ASSIGNMENT,                   Tree.Kind.OR),
            Map.entry(Tree.Kind.XOR_ASSIGNMENT,                  Tree.Kind.XOR),
            Map.entry(Tree.Kind.LEFT_SHIFT_ASSIGNMENT,           Tree.Kind.LEFT_SHIFT),
            Map.entry(Tree.Kind.RIGHT_SHIFT_ASSIGNMENT,          Tree.Kind.RIGHT_SHIFT),
            Map.entry(Tree.Kind.UNSIGNED_RIGHT_SHIFT_ASSIGNMENT, Tree.Kind.UNSIGNED_RIGHT_SHIFT));
    // spotless:on

    private final FunctionLowering function;

    Arithmetic(FunctionLowering function) {
        this.function = function;
    }

    /** An operand and, where it is known at compile time, its value. */
    record Side(ExpressionTree tree, Scalar scalar, Optional<Constant> constant) {}

    /** Both sides of a comparison, of one type. */
    record Compared(Condition condition, Value left, Value right) {}

    Side side(ExpressionTree tree, Scalar scalar) {
        return new Side(tree, scalar, function.unit.constants().of(tree));
    }

    /** {@code left operator right}. */
    Scalar binary(BinaryTree tree) {
        var left = side(tree.getLeftOperand(), function.expressions.scalar(tree.getLeftOperand()));
        var right = side(tree.getRightOperand(), function.expressions.scalar(tree.getRightOperand()));
        return binary(tree, tree.getKind(), left, right);
    }

    /** The operator of {@code left operator= right}. */
    Scalar compound(Tree tree, Tree.Kind assignment, Side left, Side right) {
        var operator = ASSIGNMENTS.get(assignment);
        if (operator == null) throw new IllegalStateException(assignment + " is no compound assignment");
        return binary(tree, operator, left, right);
    }

    private Scalar binary(Tree tree, Tree.Kind kind, Side left, Side right) {
        var shift = SHIFTS.get(kind);
        if (shift != null) return shift(shift, left.scalar, right.scalar);
        var operator = OPERATORS.get(kind);
        if (operator == null) throw new IllegalStateException(kind + " is no operator on integers");
        var type = common(left.scalar, right.scalar);
        if (operator.dependsOnSign()) warnOfMixedSigns(tree, type, left, right);
        var value = function.builder.binary(operator.of(type), converted(left, type), converted(right, type));
        return new Scalar(value, type);
    }

    /** Returns both sides as one type, and how to compare them. */
    Compared compare(BinaryTree tree, Side left, Side right) {
        var comparison = COMPARISONS.get(tree.getKind());
        if (comparison == null) throw new IllegalStateException(tree.getKind() + " is no comparison");
        var type = common(left.scalar, right.scalar);
        warnOfMixedSigns(tree, type, left, right);
        return new Compared(comparison.of(type), converted(left, type), converted(right, type));
    }

    /** A constant is one in a wider type, too, so that what is compared with it is known. */
    private Value converted(Side side, Int type) {
        if (side.constant.isEmpty()
                || type.bits() == function.integer(side.scalar).bits()) return function.converted(side.scalar, type);
        return function.constant(type, side.constant.get().as(type).value()).value();
    }

    /** {@code operator operand}. */
    Scalar unary(Tree.Kind kind, Scalar operand) {
        var type = function.integer(operand).promoted();
        var value = function.converted(operand, type);
        return switch (kind) {
            case UNARY_PLUS -> new Scalar(value, type);
            case UNARY_MINUS -> new Scalar(function.builder.negate(value), type);
            case BITWISE_COMPLEMENT -> {
                var ones = function.builder.constant(type.register(), -1);
                yield new Scalar(function.builder.binary(BinaryOp.XOR, value, ones), type);
            }
            default -> throw new IllegalStateException(kind + " is no operator on one integer");
        };
    }

    private Scalar shift(Operator operator, Scalar left, Scalar right) {
        var type = function.integer(left).promoted();
        var value = function.converted(left, type);
        var count = function.converted(right, Int.wide(type.bits(), true));
        return new Scalar(function.builder.binary(operator.of(type), value, count), type);
    }

    /** Returns the type that both sides of something that depends on their sign are taken as. */
    Int common(Tree tree, Side left, Side right) {
        var type = common(left.scalar, right.scalar);
        warnOfMixedSigns(tree, type, left, right);
        return type;
    }

    private Int common(Scalar left, Scalar right) {
        var leftType = function.integer(left);
        var rightType = function.integer(right);
        if (leftType == Int.BOOLEAN && rightType == Int.BOOLEAN) return Int.BOOLEAN;
        return Promotion.of(leftType, rightType);
    }

    private void warnOfMixedSigns(Tree tree, Int common, Side left, Side right) {
        for (var side : new Side[] {left, right}) {
            var type = function.integer(side.scalar);
            if (Promotion.loses(common, type, side.constant))
                function.unit
                        .reporter()
                        .warn(
                                tree,
                                MIXED_SIGNS,
                                function.quote(side.tree) + " is `" + type.text() + "`, but is taken as `"
                                        + common.text() + "` here",
                                "cast one side, so that both have a sign or none has");
        }
    }
}
